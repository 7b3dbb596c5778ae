import {test} from "vitest";
import {parseState} from "../../src/explorer/address.js";
import {pointFigure} from "../../src/explorer/figureLinks.js";
import {viewOf} from "../../src/explorer/view.js";
import {answerOf} from "../../src/explorer/figure/answer.js";
import {parseFigureQuery, figureQuery} from "../../src/figures/address.js";
import {ledgerOf} from "./ledger.js";
function drawer(seed: number) {
  let state = seed;
  return <T>(some: readonly T[]): T => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return some[Math.floor((state / 2 ** 32) * some.length)] as T;
  };
}
const HOSTS = "AUS BRA CAN CHE COG DEU ECU EGY ESP FRA GBR GRC HKG ISR ITA JPN KEN KOR MEX NLD POL RUS SWE TUR USA ZAF".split(" ");
const ORIGINS = "AFG CHN ERI GEO IRQ MMR NGA PAK PRK RUS SDN SOM SYR TUR UKR UNK VEN XXA".split(" ");
test("x", {timeout: 600000}, async () => {
  const {ledger} = await ledgerOf();
  const draw = drawer(7);
  let n = 0; const bad: string[] = []; let t=0;
  const qs: string[] = [];
  for (const m of ["applications","decisions","rate","refugees","asylum_seekers"]) for (const s of ["","first","appeal","other","repeat","combined"]) for (const as of ["","m49:150","members:eu"])
   qs.push(`measure=${m}${m==="rate"?"&definition="+draw(["positive","refugee_status","unhcr_recognition","unhcr_protection"]):""}&years=${draw([2010,2015,2024])}-2025${as?"&asylum="+as:""}${s&&m!=="refugees"&&m!=="asylum_seekers"?"&stage="+s:""}${m==="applications"?"&type="+draw(["new","all","R"]):""}`);
  for (let i=0;i<160;i++){
    const measure = draw(["applications","applications","decisions","decisions","rate","rate","refugees","asylum_seekers"]);
    const stock = measure==="refugees"||measure==="asylum_seekers";
    const three=(c:readonly string[])=>[...new Set([draw(c),draw(c),draw(c)])].join(",");
    const from = draw([2000,2005,2012,2019,2024]);
    qs.push([`measure=${measure}`, measure==="decisions"?`definition=${draw(["status","published"])}`:measure==="rate"?`definition=${draw(["positive","refugee_status","unhcr_recognition","unhcr_protection"])}`:"",
      `asylum=${draw([draw(HOSTS),draw(HOSTS),three(HOSTS),"m49:150","members:eu",""])}`,`origin=${draw(["","","",draw(ORIGINS),three(ORIGINS),"m49:142"])}`,
      `years=${from}-${draw([from,from+1,2025])}`, stock?"":`stage=${draw(["","","first","appeal","other","first,combined"])}`, measure==="applications"?`type=${draw(["","","","all","R"])}`:""].filter(x=>x&&!x.endsWith("=")).join("&"));
  }
  const key=(c:any)=>c?`${c.value} [${c.lo}-${c.hi}]`:"null";
  for (const q of qs){
    const {state}=parseState(q,{years:ledger.facts.years,place:(c:string)=>ledger.place(c)!==undefined});
    const view=viewOf(ledger,state);
    for (const [name,some] of [["main",view.main??[]],["series",view.series]] as const)
    for (const {place,kind,points} of some) for (const p of points){
      if (!p.count && !p.rate) continue;
      if (draw([0,0,0,0,0,0,0,1])===0 && points.length>3) continue;
      const of=pointFigure(view,{place,kind,year:p.year});
      const query=figureQuery(of as any);
      const {figure}=parseFigureQuery(query,{});
      const t0=performance.now(); const a=answerOf(ledger,figure); t+=performance.now()-t0; n++;
      const first=a.numbers[0]!;
      if (state.selection.measure==="rate"){ const r=first.rate as any, s=p.rate as any;
        const k=(x:any)=>x?`${x.kind} ${x.value} ${x.lo} ${x.hi} ${x.reason} ${x.decisions}`:"null";
        if (!p.why && k(r)!==k(s)) bad.push(`${name} ${q} | ${query} | rate view ${k(s)} card ${k(r)} why ${first.why}`);
      } else if (state.selection.measure!=="decisions"){ if (key(first.count)!==key(p.count)) bad.push(`${name} ${q} | ${query} | view ${key(p.count)} card ${key(first.count)} of ${a.numbers.length}`);
      } else { const o=first.outcomes as any, s=p.outcomes as any; for (const g of ["statuses","published"]) for (const c of Object.keys(s?.[g]??{})) if (key(o?.[g][c])!==key(s[g][c])) bad.push(`${name} ${q} | ${query} | ${c} view ${key(s[g][c])} card ${key(o?.[g][c])}`);}
      if (a.numbers.length>1) bad.push(`MANY ${name} ${q} ${query} ${a.numbers.length}`);
    }
  }
  console.log(n, Math.round(t)+"ms", bad.length); console.log(bad.slice(0,40).join("\n"));
});

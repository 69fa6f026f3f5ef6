#!/usr/bin/env python3
"""Hand-made mutants of the Consent rules.

Each mutant is one wrong rule: one expression of the module is changed in a copy of the source, the module alone is built, and the tests of rules
run against it. A mutant that no test notices has survived. Writes docs/mutants-consent.md.

    tests/mutants/consent.py COPY [1-8]      # some, or all, of those not made yet (delete COPY/tests/obj/mutants-consent.json to begin again). COPY: a built checkout of this repository that may be changed, such as a git worktree
"""
import json
import pathlib
import subprocess
import sys

MODULE = "src/Modules/Consent/Dsr.Consent/"
FAST = "FullyQualifiedName~Tests.Consent.DomainRules&FullyQualifiedName!~over_http|FullyQualifiedName~AssessmentRulesTests|FullyQualifiedName~DecisionRulesTests|FullyQualifiedName~StatutoryTests|FullyQualifiedName~AnswersDifferTests.A_childs|FullyQualifiedName~BirthdayRules|FullyQualifiedName~LinkRules"
SLOW = "FullyQualifiedName~Tests.Consent.ClockProperties|FullyQualifiedName~AuthorityPeriodTests"

# file, right, wrong, what is wrong
MUTANTS = [
    ("Decision/AuthorityPeriod.cs", "rules.RenewalMonths", "rules.RenewalMonths + 1", "an authority lasts 13 months"),
    ("Decision/AuthorityPeriod.cs", "var last = Anniversary.Add(decidedOn, rules.RenewalMonths).AddDays(-1);", "var last = Anniversary.Add(decidedOn, rules.RenewalMonths).AddDays(0);", "an authority lasts a day longer"),
    ("Decision/AuthorityPeriod.cs", "kind is not (\"parental\" or \"care-order\")", "kind is not \"parental\"", "a local authority's agreement lasts beyond the 16th birthday"),
    ("Decision/AuthorityPeriod.cs", "kind is not (\"parental\" or \"care-order\")", "kind is not \"care-order\"", "a parent's agreement lasts beyond the 16th birthday"),
    ("Decision/AuthorityPeriod.cs", "lastAsChild < last", "lastAsChild > last", "the later of the two ends counts"),
    ("Decision/AuthorityPeriod.cs", "Birthday(bornOn, rules.ParentalEndsAtAge).AddDays(-1)", "Birthday(bornOn, rules.ParentalEndsAtAge)", "a parent decides on the 16th birthday itself"),
    ("Decision/AuthorityPeriod.cs", "day.Day < bornOn.Day", "day.Day > bornOn.Day", "a birthday of 29 February falls on 28 February"),
    ("Decision/AuthorityPeriod.cs", "today > endsOn.AddDays(rules.GraceDays)", "today >= endsOn.AddDays(rules.GraceDays)", "reminders stop a day early"),
    ("Decision/AuthorityPeriod.cs", "endsOn.AddDays(-stage.DaysBefore) <= today", "endsOn.AddDays(-stage.DaysBefore) < today", "a stage comes a day late"),
    ("Decision/AuthorityState.cs", "EndsOn < Today", "EndsOn <= Today", "lapsed on the last day"),
    ("Decision/AuthorityState.cs", "IsRecorded && !IsWithdrawn && !Differs && !HasEnded", "IsRecorded && !Differs && !HasEnded", "a withdrawn authority is in force"),
    ("Decision/AuthorityState.cs", "IsRecorded && !IsWithdrawn && !Differs && !HasEnded", "IsRecorded && !IsWithdrawn && !Differs", "an authority that ended is in force"),
    ("Decision/AuthorityState.cs", "IsRecorded && !IsWithdrawn && !Differs && !HasEnded", "!IsWithdrawn && !Differs && !HasEnded", "nothing recorded is in force"),
    ("Decision/AuthorityState.cs", "DaysLeft <= SoonDays", "DaysLeft < SoonDays", "the 60th day is not soon"),
    ("ConsentArea.cs", "age >= kind.FromAge", "age > kind.FromAge", "lawful only from the day after the age begins"),
    ("ConsentArea.cs", "age <= (kind.ToAge ?? int.MaxValue)", "age < (kind.ToAge ?? int.MaxValue)", "the last year of a route is left out"),
    ("ConsentArea.cs", "Statutory?.From is { } from && from <= on", "Statutory?.From is { } from && from < on", "the statutory register starts a day late"),
    ("ConsentArea.cs", "factor.From <= on && (factor.To is null || on <= factor.To)", "factor.From <= on", "a risk factor that is no longer specified counts"),
    ("Decision/DecisionFacts.cs", "if (age < 16) needs", "if (age < 15) needs", "a child of 15 is not asked"),
    ("Decision/DecisionFacts.cs", "Cetr is not null || !Rules.IsStatutory(on)", "Cetr is not null", "the statutory questions are always asked"),
    ("Decision/DecisionFacts.cs", "kind.Key is \"own-consent\" or \"gillick\" or \"best-interests\"", "kind.Key is not \"\"", "a parent's agreement stands without the board's decision"),
    ("Decision/DecisionRules.cs", "if (!facts.Lawful(kind, age))", "if (!facts.Lawful(kind, age) && kind.Key != \"parental\")", "the server takes a parent's agreement at any age"),
    ("Decision/DecisionRules.cs", "if (!facts.Lawful(kind, age))", "if (!facts.Lawful(kind, age) && kind.Key != \"best-interests\")", "the server takes a best interests decision under 16"),
    ("Decision/DecisionRules.cs", "if (!facts.Lawful(kind, age))", "if (!facts.Lawful(kind, age) && kind.Key != \"gillick\")", "the server takes a child's competence at 16"),
    ("Decision/DecisionRules.cs", "if (!facts.Lawful(kind, age))", "if (!facts.Lawful(kind, age) && kind.Key != \"lpa\")", "the server takes an attorney at 17"),
    ("Decision/DecisionRules.cs", "if (on > facts.Today)", "if (on > facts.Today.AddDays(1))", "a decision of tomorrow is taken"),
    ("Decision/DecisionRules.cs", "else if (on < facts.BornOn)", "else if (on < facts.BornOn.AddDays(-1))", "a decision before birth is taken"),
    ("Decision/DecisionRules.cs", "facts.WithdrawnOn is { } withdrawn && on < withdrawn", "facts.WithdrawnOn is { } withdrawn && on < withdrawn.AddDays(-1)", "a decision from before the withdrawal opens the record"),
    ("Decision/DecisionRules.cs", "!facts.State.IsWithdrawn && facts.LastDecidedOn is { } last && on < last", "facts.State.IsWithdrawn && facts.LastDecidedOn is { } last && on < last", "a renewal may be older than what it renews"),
    ("Decision/DecisionRules.cs", "ends < facts.Today", "ends < facts.Today.AddDays(-1)", "a decision that ended yesterday is taken"),
    ("Decision/DecisionRules.cs", "facts.Cetr is { } cetr && on < cetr.OfferedOn", "facts.Cetr is { } cetr && on < cetr.OfferedOn.AddDays(-30)", "an earlier yes counts for a C(E)TR"),
    ("Decision/DecisionRules.cs", "if (kind.Lacking) yield return OfAssessment", "if (kind.Lacking && facts.AgeNow < 18) yield return OfAssessment", "an adult is decided for without an assessment"),
    ("Decision/DecisionRules.cs", "facts.Assessment is not { IsOpen: true } assessment", "facts.Assessment is not { } assessment", "an assessment decides twice"),
    ("Decision/DecisionRules.cs", "!AssessmentRules.IsReady(assessment.Answers, assessment.Consulted.Count, facts)", "AssessmentRules.Outcome(assessment.Answers) != Capacity.LacksCapacity", "an assessment with tasks left is enough"),
    ("Decision/DecisionRules.cs", "AssessmentRules.Kind(assessment.Answers) != kind.Key", "kind.Key.Length == 0", "somebody else decides than the assessment found"),
    ("Decision/DecisionRules.cs", "form.DecidedOn < assessment.Answers.AssessedOn", "form.DecidedOn > assessment.Answers.AssessedOn", "a decision comes before its assessment"),
    ("Decision/DecisionRules.cs", "if (!Answer.Known(form.MayBeTold, DecisionWords.MayBeTold))", "if (form.MayBeTold.Count < 0)", "who can be told is not asked"),
    ("AssessCapacity/AssessmentRules.cs", "answers.All(answer => answer == \"yes\")", "answers.Any(answer => answer == \"yes\")", "one of the four is enough for capacity"),
    ("AssessCapacity/AssessmentRules.cs", "answers.Any(answer => answer is not (\"yes\" or \"no\"))", "answers.All(answer => answer is not (\"yes\" or \"no\"))", "an unanswered function counts as answered"),
    ("AssessCapacity/AssessmentRules.cs", "\"no\" => Capacity.OtherCause", "\"no\" => Capacity.LacksCapacity", "the causal link is not needed"),
    ("AssessCapacity/AssessmentRules.cs", "form.Holder is not (\"lpa\" or \"deputy\")))", "form.Holder is not \"lpa\"))", "a deputy needs the checklist"),
    ("AssessCapacity/AssessmentRules.cs", "!facts.Lawful(kind, facts.AgeNow)", "kind.Key.Length == 0", "an attorney for somebody of 17"),
    ("AssessCapacity/AssessmentRules.cs", "if (form.DocumentSeen != \"yes\")", "if (form.DocumentSeen == \"?\")", "a document that nobody has seen is enough"),
    ("AssessCapacity/AssessmentRules.cs", "kind.Needs.Contains(ConsentArea.Need.DocumentRegistered) && form.DocumentRegistered", "!kind.Needs.Contains(ConsentArea.Need.DocumentRegistered) && form.DocumentRegistered", "an unregistered power of attorney is enough"),
    ("AssessCapacity/AssessmentRules.cs", "if (form.DocumentCovers != \"yes\")", "if (form.DocumentCovers == \"?\")", "a decision outside the scope of the document"),
    ("AssessCapacity/AssessmentRules.cs", "form.Advocate == \"not-needed\" && consulted == 0", "form.Advocate == \"not-needed\" && consulted > 0", "no advocate for somebody without anybody"),
    ("AssessCapacity/AssessmentRules.cs", "if (facts.AgeNow < 18) yield return", "if (facts.AgeNow < 17) yield return", "parents of a 17-year-old are not consulted"),
    ("AssessCapacity/AssessmentRules.cs", "if (form.Assumptions != \"yes\")", "if (form.Assumptions == \"?\")", "a decision on age or appearance alone"),
    ("AssessCapacity/AssessmentRules.cs", "Anniversary.Age(facts.BornOn, on) < 16", "Anniversary.Age(facts.BornOn, on) < 15", "an assessment at 15"),
    ("AssessCapacity/AssessmentRules.cs", "review > Anniversary.Add(facts.Today, facts.Rules.RenewalMonths)", "review > Anniversary.Add(facts.Today, facts.Rules.RenewalMonths + 6)", "a review after more than a year"),
    ("ReviewBirthday/BirthdayRules.cs", "each.On.AddDays(-rules.BirthdayLeadDays) <= today", "each.On.AddDays(-rules.BirthdayLeadDays) < today", "a birthday review a day late"),
    ("ReviewBirthday/BirthdayRules.cs", "each.On >= today", "each.On > today", "no review on the birthday"),
    ("AskByLink/LinkRules.cs", "age >= rules.ParentalEndsAtAge", "age > rules.ParentalEndsAtAge", "a parent is asked for somebody of 16"),
    ("AskByLink/LinkRules.cs", "madeOn.AddDays(days + 1)", "madeOn.AddDays(days)", "a link ends a day early"),
    ("OfferCetr/Cetr.cs", "age < 18 || hasPlan", "age < 18", "an adult with a plan gets a CTR"),
    ("RefuseDecision/Refusal.cs", "form.Told != \"yes\"", "form.Told == \"?\"", "a refusal without the fixed sentences"),
    ("RefuseDecision/Refusal.cs", "form.Advocate is not (\"wanted\" or \"not-wanted\")", "form.Advocate == \"?\"", "a refusal without an advocate offered"),
    ("Home/ConsentTasks.cs", "DueOn!.Value.AddDays(rules.GraceDays), Links.Person.Page(Reference!, \"authority\")", "DueOn!.Value, Links.Person.Page(Reference!, \"authority\")", "no days of grace after a lapse"),
    ("Decision/AuthorityState.cs", "IsRecorded && !IsWithdrawn && !Differs && !HasEnded", "IsRecorded && !IsWithdrawn && !HasEnded", "answers that differ are in force"),
    ("Decision/DecisionRules.cs", "form.ChildAgrees == \"no\" && string.IsNullOrWhiteSpace(form.Settled)", "form.ChildAgrees == \"?\" && string.IsNullOrWhiteSpace(form.Settled)", "a child's no beside a parent's yes is authority"),
]

def build(module):
    made = subprocess.run(["dotnet", "build", str(module), "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-v", "q", "--nologo", "--no-restore", "--no-dependencies"], capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit("It does not build: " + made.stdout[-800:])


def failures(out):
    """The tests that fail: those on single cases, and where none does those on 100,000."""
    for tests in (FAST, SLOW):
        run = subprocess.run(["dotnet", "vstest", str(out / "Dsr.Tests.dll"), f"--TestCaseFilter:{tests}"], capture_output=True, text=True)
        failed = [line.split()[1].split(".")[-1].split("(")[0] for line in run.stdout.splitlines() if line.strip().startswith("Failed ") and "Dsr.Tests" in line]
        if failed or run.returncode != 0:
            return failed
    return []


def main():
    copy = pathlib.Path(sys.argv[1]).resolve()
    first, last = (int(each) for each in sys.argv[2].split("-")) if len(sys.argv) > 2 else (1, len(MUTANTS))
    root = pathlib.Path(__file__).resolve().parents[2]
    out = next((copy / "tests/bin").glob("Debug/net10.0"))
    module = copy / MODULE
    dll = next((module / "bin").glob("Debug/net10.0")) / "Dsr.Consent.dll"
    state = copy / "tests/obj/mutants-consent.json"
    fates = json.loads(state.read_text()) if state.exists() else {}
    build(module)
    sound = dll.read_bytes()
    (out / "Dsr.Consent.dll").write_bytes(sound)
    if not fates and failures(out):
        sys.exit("The tests fail without a mutant")
    for number in range(first, min(last, len(MUTANTS)) + 1):
        if str(number) in fates:
            continue
        file, right, wrong, what = MUTANTS[number - 1]
        original = (module / file).read_text()
        if original.count(right) != 1:
            sys.exit(f"{number}: {file} should hold {right!r} once")
        try:
            (module / file).write_text(original.replace(right, wrong))
            build(module)
            (out / "Dsr.Consent.dll").write_bytes(dll.read_bytes())
            failed = failures(out)
        finally:
            (module / file).write_text(original)
            (out / "Dsr.Consent.dll").write_bytes(sound)
        fates[str(number)] = failed[0] if failed else ""
        state.write_text(json.dumps(fates))
        print(number, what, "killed by " + failed[0] if fates[str(number)] else "SURVIVED", flush=True)
    tell(root, fates)


def tell(root, fates):
    killed = sum(fate != "" for fate in fates.values())
    share = 100 * killed / len(fates)
    lines = [
        "# Mutants of the Consent rules", "",
        f"Of {len(MUTANTS)} wrong rules, {len(fates)} were made, one at a time, and the tests of rules run against each: {killed} were noticed ({share:.0f} %). The goal is 85 %.",
        "Made again by `tests/mutants/consent.py COPY`, where COPY is a built checkout that may be changed.", "",
        "| | file | what is wrong | noticed by |", "|---|---|---|---|",
        *(f"| {number} | `{file}` | {what} | {fates[str(number)].replace('_', ' ') or '**nobody**'} |" for number, (file, _, _, what) in enumerate(MUTANTS, 1) if str(number) in fates), ""]
    (root / "docs/mutants-consent.md").write_text("\n".join(lines))
    print(f"{share:.0f} %")


main()

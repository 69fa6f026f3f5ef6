# A made-up register of staffordshire as a team keeps it, on 21 November 2026: rows=50000, to=csv or to=xml (with strings=FILE for the shared texts).
# One row in ten has something to warn of, one in fifty is rejected. NHS numbers are of the test range.
function roll(n) { return int(rand() * n) }
function of(list,   words) { return words[1 + roll(split(list, words, "|"))] }
function date(from, days,   t) { t = mktime("2026 11 21 12 00 00") - (from + roll(days)) * 86400; return to == "xml" ? int(t / 86400) + 25569 : strftime("%d/%m/%Y", t, 1) }
function number(   body, sum, at, digit) {
  do {
    body = sprintf("999%06d", next_number++); sum = 0
    for (at = 1; at <= 9; at++) sum += (11 - at) * substr(body, at, 1)
    digit = 11 - sum % 11
  } while (digit == 10)
  return body (digit == 11 ? 0 : digit)
}
function put(text,   at) {
  cells++
  if (to == "csv") { printf "%s%s", cells == 1 ? "" : ",", text ~ /[,"\n]/ ? "\"" text "\"" : text; return }
  if (text == "") return
  printf "<c r=\"%c%d\"", 64 + cells, line
  if (text ~ /^[1-9][0-9]*$/) { printf "%s><v>%s</v></c>", length(text) == 5 ? " s=\"1\"" : "", text; return }
  if (!(text in shared)) { shared[text] = count++; gsub(/&/, "\\&amp;", text); printf "<si><t>%s</t></si>", text > strings }
  printf " t=\"s\"><v>%d</v></c>", shared[text]
}
function end() { line++; cells = 0; if (to == "csv") printf "\r\n"; else printf "</row><row r=\"%d\">", line }
BEGIN {
  srand(7); line = 1
  if (to == "xml") {
    printf "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">"
    printf "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" > strings
  }
  n = split("Ref|Surname|First name|Likes to be called|DOB|NHS No.|Address|Postcode|Ordinarily resident LA|GP practice|LD / autism|RAG|RAG since|Reason for rating|Consent basis|Consent date|Lead professional|Lead organisation|Lead email|Current issues|What has been tried|What would help|Action plan|Last update|Date added|Notes", heading, "|")
  for (at = 1; at <= n; at++) put(heading[at])
  end()
  for (row = 1; row <= rows; row++) {
    put(sprintf("R%05d", row)); put(of("Quayle|Singh|Chowdhury|Tate|Bell|Okafor|Wray|Novak|Hughes|Begum|Ahmed|Clarke|Shah|Evans|Baker|Adeyemi") of("|son|s|field|ley|ton|by"))
    put(of("Grace|Jakub|Jordan|Esther|Ada|Ben|Siân|Omar|Lily|Noah|Zara|Tom|Priya|Luca|Maya|Finn")); put(of("||||Gracie|Jay"))
    put(date(6600, 20000)); put(row % 20 == 0 ? "" : row % 50 == 7 ? "9990000019" : number())
    put((1 + roll(200)) " " of("Park View|Station Road|Mill Lane|High Street") ", " of("Staffs|Stoke on Trent")); put("ST" (1 + roll(9)) " " (1 + roll(9)) of("AA|BB|DE|HP|QT"))
    put(of("Staffordshire|Staffs|Stoke on Trent|Stoke-on-Trent")); put(of("Mill Lane Surgery|N/K|The Green Practice")); put(of("LD|Autism|Both|LD & Autism"))
    put(row % 30 == 0 ? "" : of("Red|Amber|Green|AMBER|g")); put(date(1, 300)); put(of("Placement may break down|Recently discharged from hospital|Settled since the last meeting"))
    put("Consent"); put(date(1, row % 25 == 0 ? 700 : 350)); put(of("Owen Okafor|Nia Van-Dijk|Xavier Reed")); put(of("MPFT Community LD Team|NSCHT CAMHS|Staffordshire Police")); put("lead" (1 + roll(300)) "@example.com")
    put(of("Excluded from school since September|Self-harm has increased|Transition to adult services not planned") "; " of("family under strain|a new home is sought|sleeps badly"))
    put(of("Intensive support team input|Reduced timetable|PBS plan reviewed")); put(of("Advocate|Community CTR|Short breaks")); put(of("Review in 4 weeks|Discuss at next meeting|CTR to be arranged by commissioner"))
    put(date(1, 60)); put(date(61, 900)); put(row % 9 == 0 ? "Prefers to be met at home, in the morning" : ""); end()
  }
  if (to == "xml") { printf "</row></sheetData></worksheet>"; printf "</sst>" > strings }
}

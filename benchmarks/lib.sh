# What the benchmarks share, sourced by them: the published program in a folder of its own, served on loopback, and a member of the DSR team logged in.
export DOTNET_NOLOGO=1 LC_ALL=C.UTF-8 LC_NUMERIC=C
command -v wrk > /dev/null || { echo "wrk is lacking: apt-get install wrk"; exit 69; }

work=$(mktemp -d)
pids=()
stop() { [ ${#pids[@]} -gt 0 ] && kill "${pids[@]}" 2> /dev/null; wait 2> /dev/null; rm -rf "$work"; }
trap stop EXIT
register=http://127.0.0.1:5981 limits=http://127.0.0.1:5982
export DSR_DATA=$work/data ASPNETCORE_ENVIRONMENT=Staging DSR_PUBLIC_URL=$register

publish() {
  echo "Publishing (Release, ReadyToRun) …"
  dotnet publish src/Host -c Release -r linux-x64 -o "$work/dsr" -v q > "$work/publish.log" 2>&1 || { tail "$work/publish.log"; exit 1; }
  dotnet publish benchmarks/load/Limits -c Release -r linux-x64 -o "$work/limits" -v q > "$work/publish.log" 2>&1 || { tail "$work/publish.log"; exit 1; }
}
ready() { for _ in $(seq 600); do curl -sf -o /dev/null "$1" && return; sleep 0.05; done; echo "no answer from $1"; exit 1; }
serve() { (cd "$work/dsr" && exec dotnet dsr.dll serve "$@" --urls $register > "$work/dsr.log" 2>&1) & pids+=($!); server=$!; ready $register/health/ready; }
leave() { kill "$1"; wait "$1" 2> /dev/null || true; }
pss() { awk '/^Pss:/ {sum += $2} END {printf "%d", sum / 1024}' "/proc/$1/smaps_rollup"; }

# a member of the DSR team logs in, as the demonstration lets anybody; what is measured runs without it
jar=$work/jar
token() { grep -o '__RequestVerificationToken"[^>]*value="[^"]*"' | head -1 | sed 's/.*value="//; s/"$//'; }
cookies() { awk '$0 !~ /^# / && NF > 6 {sub(/^#HttpOnly_/, ""); printf "%s%s=%s", sep, $6, $7; sep = "; "}' "$jar"; }
seed() {
  rm -rf "$DSR_DATA"; rm -f "$jar"
  serve --demo
  local form; form=$(curl -s -c "$jar" -b "$jar" $register/log-in | token)
  curl -s -o /dev/null -c "$jar" -b "$jar" --data-urlencode "user=member@staffordshire.example.com" --data-urlencode "__RequestVerificationToken=$form" $register/continue-as
  leave "$server"
  (cd "$work/dsr" && dotnet dsr.dll seed --people "$1" --updates "$2" --seed 7 --area staffordshire | tail -1)
  echo "disk: $(du -sm "$work/data" | cut -f1) MB"
}
# the bare program on a copy of the same file; it also tells whom to ask for
bare() { (cd "$work/limits" && exec dotnet limits.dll --urls $limits --file "$1" > "$work/limits.log" 2>&1) & pids+=($!); limit=$!; ready $limits/fixed; }
search() { local form; form=$(curl -s -c "$jar" -b "$jar" $register/search | token); curl -s -o /dev/null -D - -c "$jar" -b "$jar" --data-urlencode "Search.Typed=$1" --data-urlencode "__RequestVerificationToken=$form" $register/search | tr -d '\r' | awk 'tolower($1) == "location:" {print $2}'; }
encode() { printf '%s' "$1" | sed 's/+/%2B/g; s/=/%3D/g; s#/#%2F#g'; }
check() { local status; status=$(curl -s -o /dev/null -w '%{http_code}' -b "$jar" "$1"); [ "$status" = 200 ] || { echo "$1 answered $status"; exit 1; }; }

# name, connections, wrk's arguments: requests a second, p50, p99, failures
figure() {
  local threads=1; [ "$2" -gt 1 ] && threads=2
  wrk -t$threads -c"$2" -d"${seconds}s" --latency "${@:3}" > "$work/wrk" 2>&1 || true
  awk -v name="$1" -v connections="$2" '
    function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t * 1000 }
    $1 == "50%" {p50 = ms($2)} $1 == "99%" {p99 = ms($2)} $1 == "Requests/sec:" {rps = $2} /Non-2xx or 3xx/ {bad = $NF}
    END {printf "%s\t%d\t%.0f\t%.2f\t%.2f\t%d\n", name, connections, rps, p50, p99, bad}' "$work/wrk" | tee -a "$work/figures" > /dev/null
}

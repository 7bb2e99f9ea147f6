# Builds the servers of "benchmarks/run servers". That script sources this file, and sets here, root and registry.

java_peers="netty activej vertx undertow javalin micronaut armeria jooby quarkus helidon"
own_servers="interlock interlock-io_uring interlock-metrics interlock-log interlock-tracing interlock-all interlock-recording"
all_servers="$own_servers hyper go axum $java_peers"
# Servers that also have HTTP/2 without TLS, and HTTP/1.1 and HTTP/2 over TLS.
protocol_servers="interlock hyper go netty vertx armeria helidon"

# Prints a line of the list of servers: name, components, java, native or missing, protocols, and a command or a reason.
# Takes all of these words as arguments, except the protocols.
contender() {
  local protocols=http1 IFS
  [[ " $protocol_servers " != *" $1 "* ]] || protocols=all
  IFS=$'\t'
  echo "${*:1:3}$IFS$protocols$IFS${*:4}"
}

# Prints the version of a crate in a Cargo.lock.
locked() {
  awk -v name="name = \"$2\"" '$0 == name { getline; gsub(/version = |"/, ""); print $0; exit }' "$here/peers/$1/Cargo.lock"
}

build_interlock() {
  local jar=$here/peers/interlock/target/peer-interlock.jar name metrics tracing log
  if ! (cd "$root" && mvn -q -B -pl benchmarks/peers/interlock -am package -DskipTests) >&2; then
    contender interlock Interlock missing "its build failed"
    return
  fi
  metrics=(-Dshop.metrics=true)
  tracing=(-Dshop.tracing=true)
  for name in $own_servers; do
    [[ " $* " == *" $name "* ]] || continue
    log=(-Dinterlock.access-log=json "-Dinterlock.access-log-to=$results/$suite/$name.log" -Dinterlock.access-log-keep=0)
    case $name in
      interlock) start_own Interlock ;;
      *-io_uring) start_own "Interlock on io_uring" -Dinterlock.transport=io_uring ;;
      *-metrics) start_own "Interlock with metrics" "${metrics[@]}" ;;
      *-log) start_own "Interlock with an access log in a file" "${log[@]}" ;;
      *-tracing) start_own "Interlock with unsampled tracing" "${tracing[@]}" ;;
      *-recording) start_own "Interlock with a recording of all exchanges" "-Dshop.recording=$results/$suite/recording" ;;
      *-all) start_own "Interlock with metrics, tracing and an access log" "${metrics[@]}" "${tracing[@]}" "${log[@]}" ;;
    esac
  done
}

# Prints the line of an Interlock server for build_interlock. The arguments are the components and options of the JVM.
start_own() {
  contender "$name" "$1" java "$java" "${@:2}" -jar "$jar"
}

# The arguments are the name, the components, and the crates that it needs.
build_rust() {
  local name=$1 label=$2 crate missing=()
  shift 2
  for crate in "$@"; do
    has_crate "librust-$crate-dev" || missing+=("librust-$crate-dev")
  done
  command -v cargo >/dev/null || missing+=(cargo)
  if ((${#missing[@]} > 0)); then
    contender "$name" "$label" missing "not installed: ${missing[*]}"
  elif (cd "$here/peers/$name" && cargo build --quiet --release --offline --locked) >&2; then
    for crate in "$@"; do
      label+=", $crate $(locked "$name" "$crate")"
    done
    contender "$name" "$label" native "$here/peers/$name/target/release/$name-peer"
  else
    contender "$name" "$label" missing "its build failed"
  fi
}

build_go() {
  if ! command -v go >/dev/null || [[ ! -d $gocode/google.golang.org/protobuf ]]; then
    contender go "Go net/http" missing "not installed: golang-go or golang-google-protobuf-dev"
  elif (cd "$here/peers/go" && GOPROXY=off GOTOOLCHAIN=local GOFLAGS=-mod=mod go build -o target/go-peer .) >&2; then
    contender go "$(go env GOVERSION) net/http, google.golang.org/protobuf" native "$here/peers/go/target/go-peer"
  else
    contender go "Go net/http" missing "its build failed"
  fi
}

# Prints the library whose version names a Java peer.
library() {
  case $1 in
    netty) echo netty-codec-http ;;
    activej) echo activej-http ;;
    vertx) echo vertx-web ;;
    undertow) echo undertow-core ;;
    helidon) echo helidon-webserver ;;
    micronaut) echo micronaut-http-server-netty ;;
    quarkus) echo io.quarkus.quarkus-rest ;;
    *) echo "$1" ;;
  esac
}

# Prints the jar that starts a Java peer, in the folder of its build. Its other jars are beside it, or in folders beside it.
start_jar() {
  case $1 in
    quarkus) echo quarkus-app/quarkus-run.jar ;;
    *) echo peer.jar ;;
  esac
}

libraries() {
  case $1 in
    quarkus) echo quarkus-app/lib/main ;;
    *) echo lib ;;
  esac
}

# Prints the home of the Java that runs a peer: the common Java, or Java 25 for a peer that needs a newer one. Prints nothing if
# there is none.
java_for() {
  local home
  if [[ $1 != helidon ]] || (($(java_version) >= 21)); then
    echo "$java"
    return
  fi
  home=$(java_home 25)
  [[ -z $home ]] || echo "$home/bin/java"
}

java_version() {
  "$java" -XshowSettings:properties -version 2>&1 | awk '$1 == "java.specification.version" { print $3 }'
}

# Builds modules of the Java peers. The arguments are the home of the Java to use, or an empty text for the usual one, and the
# modules. The other modules are built even if one fails.
build_modules() {
  local home=$1 modules=common name
  shift
  for name in "$@"; do
    modules+=",$name"
  done
  (
    [[ -z $home ]] || export JAVA_HOME=$home
    cd "$here/peers/java" && mvn -q -B --fail-at-end -pl "$modules" package
  ) >&2 || true
}

build_java() {
  local name own usual=() target jar version
  for name in "$@"; do
    rm -f "$here/peers/java/$name/target/$(start_jar "$name")"
    own=$(java_for "$name")
    if [[ $own == "$java" ]]; then
      usual+=("$name")
    elif [[ -n $own ]]; then
      build_modules "${own%/bin/java}" "$name"
    fi
  done
  ((${#usual[@]} == 0)) || build_modules "" "${usual[@]}"
  for name in "$@"; do
    own=$(java_for "$name")
    target=$here/peers/java/$name/target
    jar=$target/$(start_jar "$name")
    version=$(cd "$target/$(libraries "$name")" 2>/dev/null && compgen -G "$(library "$name")-[0-9]*.jar" | head -1 || true)
    version=${version%.jar}
    [[ $own == "$java" ]] || version+=" on Java 25"
    if [[ -f $jar ]]; then
      contender "$name" "$version" java "$own" -jar "$jar"
    elif [[ -z $own ]]; then
      contender "$name" "$name" missing "it needs Java 21 or later, this is $(java_version), and JAVA_HOME_25 is not set"
    else
      contender "$name" "$name" missing "its build failed"
    fi
  done
}

# Builds the named servers, and prints their list.
build_servers() {
  local wanted=" $* " name of_java=()
  [[ $wanted != *" interlock"* ]] || build_interlock "$@"
  [[ $wanted != *" hyper "* ]] ||
    build_rust hyper "Rust" hyper hyper-util http-body-util tokio matchit prost h2 rustls rustls-pemfile tokio-rustls
  [[ $wanted != *" go "* ]] || build_go
  [[ $wanted != *" axum "* ]] || build_rust axum "Rust" axum tokio prost
  for name in $java_peers; do
    [[ $wanted != *" $name "* ]] || of_java+=("$name")
  done
  ((${#of_java[@]} == 0)) || build_java "${of_java[@]}"
}

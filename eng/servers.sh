# Real servers for tests, on loopback, in a folder that goes away. Sourced; needs bash.
#   start_servers DIR    starts what this machine has (and installs it with apt where it can), exports ACTRA_TEST_*
#   stop_servers         stops what was started here, by pid
# A server that cannot be had is named on stderr; tests that need it are skipped by name.

ACTRA_SERVER_PIDS=()

_free_port() { # a port of loopback that nothing listens on
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
}

_wait_for_port() { # port pid seconds
  local deadline=$((SECONDS + $3))
  while ((SECONDS < deadline)); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
      return 0
    fi
    kill -0 "$2" 2>/dev/null || return 1
    sleep 0.2
  done
  return 1
}

_install() { # debian package: as root, with apt; its own service is not started
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
  local deny="" status
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    deny=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' >"$deny" && chmod +x "$deny"
  fi
  { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1"; }; } >/dev/null 2>&1
  status=$?
  [ -z "$deny" ] || rm -f "$deny"
  return "$status"
}

start_rabbitmq() { # DIR
  local bin=/usr/lib/rabbitmq/bin/rabbitmq-server dir="$1/rabbitmq" port dist epmd
  if [ -n "${ACTRA_TEST_RABBITMQ:-}" ]; then
    return 0
  fi
  [ -x "$bin" ] || _install rabbitmq-server
  if [ ! -x "$bin" ]; then
    echo "rabbitmq: not installed, and it could not be" >&2
    return 1
  fi

  mkdir -p "$dir/mnesia" "$dir/log" "$dir/home"
  port=$(_free_port) dist=$(_free_port) epmd=$(_free_port)
  printf 'listeners.tcp.local = 127.0.0.1:%s\nvm_memory_high_watermark.absolute = 1GB\ndisk_free_limit.absolute = 50MB\n' "$port" >"$dir/rabbitmq.conf"
  printf '[].\n' >"$dir/enabled_plugins"
  head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$dir/home/.erlang.cookie"
  chmod 400 "$dir/home/.erlang.cookie"

  ERL_EPMD_ADDRESS=127.0.0.1 epmd -port "$epmd" >/dev/null 2>&1 &
  ACTRA_SERVER_PIDS+=($!)
  disown $!
  env -i PATH="$PATH" HOME="$dir/home" LANG=C.UTF-8 \
    ERL_EPMD_PORT="$epmd" ERL_EPMD_ADDRESS=127.0.0.1 \
    RABBITMQ_NODENAME="actra$$@localhost" RABBITMQ_DIST_PORT="$dist" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}" \
    RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_CONFIG_FILE="$dir/rabbitmq.conf" \
    RABBITMQ_ENABLED_PLUGINS_FILE="$dir/enabled_plugins" \
    RABBITMQ_MNESIA_BASE="$dir/mnesia" RABBITMQ_LOG_BASE="$dir/log" RABBITMQ_PID_FILE="$dir/pid" \
    "$bin" >"$dir/log/out" 2>&1 &
  local script=$!
  disown "$script"
  if ! _wait_for_port "$port" "$script" 90; then
    echo "rabbitmq: did not start" >&2
    tail -n 20 "$dir/log/out" >&2
    _kill "$script"
    return 1
  fi
  # The Erlang machine itself: it stops cleanly when told to.
  [ -s "$dir/pid" ] && ACTRA_SERVER_PIDS=("$(cat "$dir/pid")" "${ACTRA_SERVER_PIDS[@]}")
  ACTRA_SERVER_PIDS+=("$script")
  export ACTRA_TEST_RABBITMQ="amqp://guest:guest@127.0.0.1:$port/"
}

start_postgresql() { # DIR
  local bin dir="$1/postgresql" port as=()
  if [ -n "${ACTRA_TEST_POSTGRESQL:-}" ]; then
    return 0
  fi
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
  if [ -z "$bin" ]; then
    _install postgresql
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
  fi
  if [ -z "$bin" ]; then
    echo "postgresql: not installed, and it could not be" >&2
    return 1
  fi

  mkdir -p "$dir/data"
  # PostgreSQL refuses to run as root: its own user owns the folder then, and reaches it.
  if [ "$(id -u)" -eq 0 ]; then
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
    chown -R postgres "$dir" && chmod 711 "$1"
  fi
  port=$(_free_port)
  if ! "${as[@]}" "$bin/initdb" -D "$dir/data" -U actra --auth=trust -E UTF8 --locale=C.UTF-8 >"$1/initdb.log" 2>&1; then
    echo "postgresql: no data folder could be made" >&2
    tail -n 5 "$1/initdb.log" >&2
    return 1
  fi
  "${as[@]}" "$bin/postgres" -D "$dir/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= >"$1/postgresql.log" 2>&1 &
  local server=$!
  disown "$server"
  if ! _wait_for_port "$port" "$server" 60; then
    echo "postgresql: did not start" >&2
    tail -n 20 "$1/postgresql.log" >&2
    _kill "$server"
    return 1
  fi
  ACTRA_SERVER_PIDS+=("$server")
  export ACTRA_TEST_POSTGRESQL="Host=127.0.0.1;Port=$port;Username=actra;Database=postgres"
}

_kill() { # pid: politely, then not
  kill -TERM "$1" 2>/dev/null || return 0
  local deadline=$((SECONDS + 20))
  while kill -0 "$1" 2>/dev/null; do
    if ((SECONDS >= deadline)); then
      kill -KILL "$1" 2>/dev/null
      return 0
    fi
    sleep 0.2
  done
}

start_servers() { # DIR
  start_rabbitmq "$1" || true
  start_postgresql "$1" || true
}

stop_servers() {
  local pid
  for pid in "${ACTRA_SERVER_PIDS[@]}"; do
    _kill "$pid"
  done
  ACTRA_SERVER_PIDS=()
}

module interlock/peers/go

go 1.24

require google.golang.org/protobuf v1.36.5

// That of Debian's golang-google-protobuf-dev; nothing is fetched.
replace google.golang.org/protobuf => /usr/share/gocode/src/google.golang.org/protobuf

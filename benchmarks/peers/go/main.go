// Serves the shop of ../routes.txt with net/http, on the port in the first argument. Environment variables may name
// ports for HTTP/2 and for TLS.
package main

import (
	"log"
	"net"
	"net/http"
	"os"
)

func main() {
	mux := http.NewServeMux()
	handleSite(mux)
	handleUsers(mux)
	handleCatalog(mux)
	handleSales(mux)
	if port := os.Getenv("H2C_PORT"); port != "" {
		listener := listen(port)
		protocols := new(http.Protocols)
		protocols.SetUnencryptedHTTP2(true)
		server := &http.Server{Handler: mux, Protocols: protocols}
		go func() { log.Fatal(server.Serve(listener)) }()
		serveTLS(mux)
	}
	log.Fatal(http.Serve(listen(os.Args[1]), mux))
}

func serveTLS(handler http.Handler) {
	listener := listen(os.Getenv("TLS_PORT"))
	server := &http.Server{Handler: handler}
	go func() {
		log.Fatal(server.ServeTLS(listener, os.Getenv("TLS_CERTIFICATE"), os.Getenv("TLS_KEY")))
	}()
}

func listen(port string) net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		log.Fatal(err)
	}
	return listener
}

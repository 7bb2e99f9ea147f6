// Serves the shop of ../routes.txt with net/http, on the port in the first argument.
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	mux := http.NewServeMux()
	handleSite(mux)
	handleUsers(mux)
	handleCatalog(mux)
	handleSales(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], mux))
}

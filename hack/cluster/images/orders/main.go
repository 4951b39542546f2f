// The demo's service: it knows nothing of tokens. It answers every request with what it received and writes
// one line per request to its log, so that anyone can see which requests reached it and which did not.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"sort"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	address := os.Getenv("LISTEN")
	if address == "" {
		address = "127.0.0.1:8080" // only the sidecar in the same pod reaches it
	}
	server := &http.Server{Addr: address, ReadHeaderTimeout: 5 * time.Second, Handler: http.HandlerFunc(answer)}
	log.Printf("listening on %s", address)
	log.Fatal(server.ListenAndServe())
}

func answer(w http.ResponseWriter, r *http.Request) {
	log.Printf("reached %s %s", r.Method, r.URL.Path)
	headers := map[string]string{}
	for name, values := range r.Header {
		sort.Strings(values)
		headers[strings.ToLower(name)] = strings.Join(values, ", ")
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"service": "orders", "method": r.Method, "path": r.URL.Path, "headers": headers})
}

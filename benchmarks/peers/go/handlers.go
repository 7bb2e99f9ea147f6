package main

import (
	"io"
	"net/http"
	"strconv"

	"google.golang.org/protobuf/proto"
)

const (
	textType     = "text/plain;charset=utf-8"
	protobufType = "application/x-protobuf"
	maxBody      = 1 << 20
)

func text(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", textType)
		io.WriteString(w, body)
	}
}

// number responds with the sum of the parameters and of the route's number. query is empty if the route has none.
func number(route int64, query string, path ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		sum, err := parameters(r, query, path)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", textType)
		io.WriteString(w, strconv.FormatInt(sum+route, 10))
	}
}

func nothing(query string, path ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := parameters(r, query, path); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

func receipt(route int64, path ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, err := parameters(r, "", path)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		write(w, http.StatusOK, &Receipt{Id: id, Total: route, Currency: "EUR"})
	}
}

func order(route int64, path ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, err := parameters(r, "", path)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
			return
		}
		var order NewOrder
		if err := proto.Unmarshal(body, &order); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		write(w, http.StatusCreated, &Receipt{
			Id:       id,
			UserId:   order.UserId,
			Lines:    int32(len(order.Lines)),
			Total:    route + total(&order),
			Currency: order.Currency,
		})
	}
}

func total(order *NewOrder) int64 {
	var total int64
	for _, line := range order.Lines {
		total += line.Price * int64(line.Quantity)
	}
	return total
}

func write(w http.ResponseWriter, status int, message proto.Message) {
	body, err := proto.Marshal(message)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", protobufType)
	w.WriteHeader(status)
	w.Write(body)
}

func parameters(r *http.Request, query string, path []string) (int64, error) {
	var sum int64
	for _, name := range path {
		value, err := strconv.ParseInt(r.PathValue(name), 10, 64)
		if err != nil {
			return 0, err
		}
		sum += value
	}
	if query == "" {
		return sum, nil
	}
	value, err := strconv.ParseInt(r.URL.Query().Get(query), 10, 64)
	return sum + value, err
}

package main

import "net/http"

func handleSite(mux *http.ServeMux) {
	mux.HandleFunc("GET /plaintext", text("Hello, World!"))
	mux.HandleFunc("GET /health", text("UP"))
	mux.HandleFunc("GET /version", text("1"))
	mux.HandleFunc("POST /v1/auth/logins/{user}", receipt(4, "user"))
	mux.HandleFunc("GET /v1/auth/sessions/{session}", number(5, "", "session"))
	mux.HandleFunc("DELETE /v1/auth/sessions/{session}", nothing("", "session"))
}

func handleUsers(mux *http.ServeMux) {
	mux.HandleFunc("GET /v1/users", number(7, "page"))
	mux.HandleFunc("POST /v1/users/{user}/activation", nothing("", "user"))
	mux.HandleFunc("GET /v1/users/{user}", receipt(9, "user"))
	mux.HandleFunc("DELETE /v1/users/{user}", nothing("", "user"))
	mux.HandleFunc("GET /v1/users/{user}/orders", number(11, "page", "user"))
	mux.HandleFunc("GET /v1/users/{user}/orders/{order}", number(12, "version", "user", "order"))
	mux.HandleFunc("GET /v1/users/{user}/addresses", number(13, "", "user"))
	mux.HandleFunc("PUT /v1/users/{user}/addresses/{address}", nothing("", "user", "address"))
}

func handleCatalog(mux *http.ServeMux) {
	mux.HandleFunc("GET /v1/catalog/categories", text("books music"))
	mux.HandleFunc("GET /v1/catalog/categories/{category}", number(16, "page", "category"))
	mux.HandleFunc("GET /v1/catalog/products", number(17, "page"))
	mux.HandleFunc("GET /v1/catalog/products/{product}", receipt(18, "product"))
	mux.HandleFunc("GET /v1/catalog/products/{product}/price", number(19, "quantity", "product"))
	mux.HandleFunc("GET /v1/catalog/products/{product}/stock", number(20, "", "product"))
	mux.HandleFunc("PUT /v1/catalog/products/{product}/stock", nothing("units", "product"))
	mux.HandleFunc("GET /v1/catalog/products/{product}/reviews", number(22, "page", "product"))
	mux.HandleFunc("GET /v1/catalog/products/{product}/reviews/{review}", receipt(23, "product", "review"))
}

func handleSales(mux *http.ServeMux) {
	mux.HandleFunc("POST /v1/carts", order(24))
	mux.HandleFunc("GET /v1/carts/{cart}", receipt(25, "cart"))
	mux.HandleFunc("DELETE /v1/carts/{cart}", nothing("", "cart"))
	mux.HandleFunc("PUT /v1/carts/{cart}/lines/{line}", number(27, "quantity", "cart", "line"))
	mux.HandleFunc("DELETE /v1/carts/{cart}/lines/{line}", nothing("", "cart", "line"))
	mux.HandleFunc("POST /v1/carts/{cart}/checkout", receipt(29, "cart"))
	mux.HandleFunc("POST /v1/orders", order(30))
	mux.HandleFunc("GET /v1/orders", number(31, "page"))
	mux.HandleFunc("GET /v1/orders/{order}", receipt(32, "order"))
	mux.HandleFunc("PUT /v1/orders/{order}", order(33, "order"))
	mux.HandleFunc("DELETE /v1/orders/{order}", nothing("", "order"))
	mux.HandleFunc("GET /v1/orders/{order}/status", number(35, "", "order"))
	mux.HandleFunc("POST /v1/orders/{order}/shipments/{shipment}", receipt(36, "order", "shipment"))
	mux.HandleFunc("POST /v1/payments/{payment}", order(37, "payment"))
	mux.HandleFunc("GET /v1/payments/{payment}", receipt(38, "payment"))
	mux.HandleFunc("POST /v1/payments/{payment}/refunds", receipt(39, "payment"))
	mux.HandleFunc("POST /v1/analytics/baskets", order(40))
	mux.HandleFunc("GET /v1/analytics/sales/{year}/{month}", number(41, "", "year", "month"))
	mux.HandleFunc("GET /v1/analytics/products/{product}/sales", number(42, "days", "product"))
}

/**
 * The shop: an API of more than 70 routes with protobuf and JSON, over stores in PostgreSQL or in memory. This package
 * starts the shop: settings, listeners, stores, controllers, and the two applications.
 *
 * <p>Each feature has a package: its domain, a store behind an interface with two implementations, one controller, and
 * one class that converts domain values to messages and back. Only controllers, the filter {@code auth.AuthFilter} with
 * its principal, and {@code web} use HTTP. The domain throws the exceptions in {@code refusal}, and
 * {@code web.Failures} maps them to responses.
 */
@NullMarked
package dev.interlock.example.shop;

import org.jspecify.annotations.NullMarked;

/**
 * The shop: a core API of several dozen endpoints with protobuf payloads over stores in memory.
 *
 * <p>Each feature has a package: its domain, a store behind an interface, one controller and one class that converts
 * domain values to messages and back. Only controllers, the filter and {@code web} use HTTP directly. The domain throws
 * the exceptions in {@code refusal}, which have the status of the response.
 */
@NullMarked
package dev.interlock.example.shop;

import org.jspecify.annotations.NullMarked;

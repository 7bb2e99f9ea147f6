/**
 * The shop: a core API of several dozen endpoints with protobuf payloads over stores in memory.
 *
 * <p>Each feature has a package: its domain, a store behind an interface, one controller and one class that turns
 * domain values into messages and back. Only controllers, the filter and {@code web} know HTTP; the domain's only tie
 * to it is {@code refusal}, whose exceptions carry the status they are answered with.
 */
@NullMarked
package dev.interlock.example.shop;

import org.jspecify.annotations.NullMarked;

/**
 * Rules for controllers, for methods that answer requests or exceptions, and for the names in their annotations.
 * Imports {@code declaration}, {@code source}, {@code model} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.check.handler;

import org.jspecify.annotations.NullMarked;

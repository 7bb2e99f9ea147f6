/**
 * Rules for controllers, handlers and error methods, and for the names in their annotations. Imports {@code
 * declaration}, {@code source}, {@code model}, {@code runtime} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.check.handler;

import org.jspecify.annotations.NullMarked;

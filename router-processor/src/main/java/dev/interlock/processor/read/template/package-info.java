/**
 * Reads the routes that annotations declare, and their templates. Imports {@code declaration}, {@code source},
 * {@code language}, {@code model} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.read.template;

import org.jspecify.annotations.NullMarked;

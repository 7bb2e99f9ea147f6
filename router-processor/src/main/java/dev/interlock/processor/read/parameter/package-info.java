/**
 * Reads the bindings of a handler's parameters. Imports {@code read.text}, {@code read.json}, {@code check},
 * {@code declaration}, {@code source}, {@code model}, {@code report} and {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.read.parameter;

import org.jspecify.annotations.NullMarked;

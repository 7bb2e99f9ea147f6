/**
 * Reads the checks on values: constraints, their messages and validators, and the members that {@code @Valid} checks.
 * Imports {@code read.json}, {@code check.constraint}, {@code declaration}, {@code source}, {@code language}, {@code
 * model}, {@code report} and {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.read.constraint;

import org.jspecify.annotations.NullMarked;

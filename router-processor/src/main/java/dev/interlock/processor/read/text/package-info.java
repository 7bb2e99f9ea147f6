/**
 * Decides how the text of a request becomes a value of a Java type. Imports {@code source}, {@code model} and
 * {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.read.text;

import org.jspecify.annotations.NullMarked;

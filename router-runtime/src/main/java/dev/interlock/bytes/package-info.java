/**
 * Bytes read as words, text and numbers: the only home of bit tricks. Imports the JDK alone.
 *
 * <p>Every access is bounds-checked by the JVM: the word views are {@link java.lang.invoke.VarHandle}s.
 */
@NullMarked
package dev.interlock.bytes;

import org.jspecify.annotations.NullMarked;

/**
 * Bytes as words, text and numbers. The only package with bit tricks. Imports the JDK alone.
 *
 * <p>The JVM checks the bounds of every access: the word views are {@link java.lang.invoke.VarHandle}s.
 */
@NullMarked
package dev.interlock.bytes;

import org.jspecify.annotations.NullMarked;

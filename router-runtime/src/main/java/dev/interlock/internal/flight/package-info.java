/**
 * Events for the JDK's Flight Recorder. The module {@code jdk.jfr} may be missing at run time. Imports {@code
 * internal.engine}, {@code observe}, {@code http} and {@code generated.dispatch}.
 */
@NullMarked
package dev.interlock.internal.flight;

import org.jspecify.annotations.NullMarked;

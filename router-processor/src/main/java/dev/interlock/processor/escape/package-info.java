/**
 * Finds values that end with their request but are kept for longer, in the attributed sources of a compilation.
 *
 * <p>javac calls {@link dev.interlock.processor.escape.EscapeCheck} for each attributed class. {@code FlowReader}
 * converts the methods to {@code MethodFlow}s at once, because javac rewrites the trees afterwards. After the last
 * class, {@code Summaries} follows values across methods and {@code Findings} reports escapes. Imports the exported
 * package {@code com.sun.source} of {@code jdk.compiler}, {@code report} and {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.escape;

import org.jspecify.annotations.NullMarked;

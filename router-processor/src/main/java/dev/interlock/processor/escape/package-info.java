/**
 * Finds values that end with their request but are kept for longer, in the attributed sources of a compilation.
 *
 * <p>javac calls {@link dev.interlock.processor.escape.EscapeCheck} for each attributed class. {@code FlowReader} turns
 * its methods into {@code MethodFlow}s at once, as javac rewrites the trees afterwards. After the last class,
 * {@code Summaries} follows values across methods and {@code Findings} reports escapes. Allowed imports:
 * {@code com.sun.source} as {@code jdk.compiler} exports it, {@code report} and {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.escape;

import org.jspecify.annotations.NullMarked;

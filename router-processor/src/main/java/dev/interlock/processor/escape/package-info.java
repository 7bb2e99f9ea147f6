/**
 * Finds values that end with their request and are kept beyond it, in the attributed sources of a compilation.
 *
 * <p>{@link dev.interlock.processor.escape.EscapeCheck} hears of each class that javac has attributed. {@code FlowReader} turns
 * its methods into {@code MethodFlow}s at once, as javac rewrites the trees afterwards. When all classes are there,
 * {@code Summaries} follows values across methods and {@code Findings} reports what escapes. Uses {@code com.sun.source} as
 * {@code jdk.compiler} exports it, and of Interlock only {@code report}.
 */
@NullMarked
package dev.interlock.processor.escape;

import org.jspecify.annotations.NullMarked;

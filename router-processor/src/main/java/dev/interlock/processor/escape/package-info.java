/**
 * Finds values that become invalid when their request ends but are kept for longer. Reads the attributed sources of a
 * compilation.
 *
 * <p>javac calls {@link dev.interlock.processor.escape.EscapeCheck} for each attributed class. During this call, {@code
 * FlowReader} converts the methods to {@code MethodFlow}s, because javac rewrites the trees afterwards. After the last
 * class, {@code Summaries} follows values across methods and {@code Findings} reports escapes. This package imports
 * {@code report}, {@code runtime}, and the exported package {@code com.sun.source} of {@code jdk.compiler}.
 */
@NullMarked
package dev.interlock.processor.escape;

import org.jspecify.annotations.NullMarked;

/**
 * Reads forms, cookies and multipart bodies, and stores the parts of uploads that are too large for memory. Imports
 * {@code http}, {@code log}, {@code bytes}, {@code generated.scope}, {@code internal.memory}, {@code internal.syntax},
 * {@code internal.log} and {@code internal.bytes}.
 */
@NullMarked
package dev.interlock.internal.form;

import org.jspecify.annotations.NullMarked;

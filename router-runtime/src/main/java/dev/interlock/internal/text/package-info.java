/**
 * Rules for text from requests in problem documents and logs: names that mark secrets, the length of repeated text, and
 * the escapes of names in JSON pointers. May import {@code internal.bytes}.
 */
@NullMarked
package dev.interlock.internal.text;

import org.jspecify.annotations.NullMarked;

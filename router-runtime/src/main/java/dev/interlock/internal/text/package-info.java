/**
 * Rules for text from requests in problem documents and logs: names that mark secrets, the length of repeated text, and
 * the escapes of names in JSON pointers. Imports nothing of Interlock.
 */
@NullMarked
package dev.interlock.internal.text;

import org.jspecify.annotations.NullMarked;

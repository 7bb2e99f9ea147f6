/**
 * Listener that records exchanges. Event loops capture the bytes of exchanges and pass them through rings to one thread,
 * which redacts them and writes segments. Imports {@code segment}, {@code redact}, and {@code observe}, {@code http} and
 * {@code bytes} of the runtime.
 */
@NullMarked
package dev.interlock.recording;

import org.jspecify.annotations.NullMarked;

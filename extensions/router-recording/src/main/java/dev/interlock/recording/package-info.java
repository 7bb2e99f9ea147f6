/**
 * Listener that records exchanges. Event loops capture bytes and pass them through rings to the recorder thread. This
 * thread redacts them and writes segments. Imports {@code segment}, {@code redact}, and {@code observe}, {@code http}
 * and {@code bytes} of the runtime.
 */
@NullMarked
package dev.interlock.recording;

import org.jspecify.annotations.NullMarked;

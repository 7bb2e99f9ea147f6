package dev.interlock.processor.conformance;

import java.util.HashMap;
import java.util.Map;

/** Copies the content of each view to a writer. */
final class ViewEngine implements Engine {
    private final ProtoFiles files;
    /**
     * Copiers by message type. They are kept, like the decoders of a connection, to show data of one message in the
     * next one.
     */
    private final Map<String, Copier> copiers = new HashMap<>();

    ViewEngine(ProtoFiles files) {
        this.files = files;
    }

    @Override
    public byte[] copy(String messageType, byte[] message) throws Refusal {
        return copiers.computeIfAbsent(messageType, name -> Copier.of(files.message(name)))
                .copy(message);
    }
}

package dev.interlock.processor.conformance;

import java.util.HashMap;
import java.util.Map;

/** Copies the content of each view to a writer. */
final class ViewEngine implements Engine {
    private final ProtoFiles files;
    /**
     * Copiers by message type. They are reused, as a connection reuses its decoders. If data of a message remained in
     * the next message, the runner would detect it.
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

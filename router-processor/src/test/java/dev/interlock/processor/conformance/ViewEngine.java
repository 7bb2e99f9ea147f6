package dev.interlock.processor.conformance;

import java.util.HashMap;
import java.util.Map;

/** Views and writers: whatever a view hands out is given to a writer. */
final class ViewEngine implements Engine {
    private final ProtoFiles files;
    /** Kept, as a connection keeps them: nothing of a message may show in the next one. */
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

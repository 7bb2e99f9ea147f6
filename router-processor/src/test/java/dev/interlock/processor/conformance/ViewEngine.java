package dev.interlock.processor.conformance;

import java.util.HashMap;
import java.util.Map;

/** Passes the content of each view to a writer. */
final class ViewEngine implements Engine {
    private final ProtoFiles files;
    /** Kept like the decoders of a connection: nothing of a message may appear in the next one. */
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

package dev.interlock.http;

import dev.interlock.bytes.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a {@code multipart/form-data} body with the wanted {@link FieldNames}, in the order of the body. An index
 * stands for a name. {@link BodyPart} defines how long parts are valid.
 */
public final class Parts {
    private final FieldNames names;
    private final int maxText;
    private final List<List<BodyPart>> parts;
    private final @Nullable PartFiles files;
    private final PartMemory memory;
    /** Lease of the request in strict mode, or null. */
    private @Nullable Lease lease;

    /**
     * @param maxText limit on bytes of contents in files that may be converted to text
     * @param files files of parts outside of memory, or null if all parts are in memory
     * @param memory charged for parts in memory
     */
    Parts(FieldNames names, int maxText, @Nullable PartFiles files, PartMemory memory) {
        this.names = names;
        this.maxText = maxText;
        this.files = files;
        this.memory = memory;
        parts = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            parts.add(new ArrayList<>(1));
        }
    }

    /** Ends access to the parts together with a lease. */
    void lease(Lease requestLease) {
        lease = requestLease;
        parts.forEach(all -> all.forEach(part -> part.lease(requestLease)));
    }

    private void checkLive() {
        if (lease != null && lease.isEnded()) {
            throw lease.late(this);
        }
    }

    private <T> T handOut(T object) {
        return lease == null ? object : lease.handOut(object);
    }

    void add(int name, BodyPart part) {
        parts.get(name).add(part);
    }

    boolean areFor(FieldNames wanted) {
        return names == wanted;
    }

    /** First part with a name, or null if there is none. */
    public @Nullable BodyPart first(int name) {
        checkLive();
        List<BodyPart> all = parts.get(Objects.checkIndex(name, names.size()));
        return all.isEmpty() ? null : handOut(all.get(0));
    }

    /** All parts with a name; empty if there are none. */
    public List<BodyPart> all(int name) {
        checkLive();
        List<BodyPart> all = List.copyOf(parts.get(Objects.checkIndex(name, names.size())));
        if (lease != null) {
            all.forEach(this::handOut);
        }
        return all;
    }

    /**
     * Contents of the parts, which are converted like form fields. An uploaded file that is not in memory has no
     * content here, because it is not text.
     *
     * @throws HttpException 413 when fields outside of memory are too large to be read into it
     */
    public Fields contents() {
        checkLive();
        Fields fields = new Fields();
        if (lease != null) {
            fields.lease(lease);
        }
        fields.begin(names);
        long read = 0;
        for (int name = 0; name < names.size(); name++) {
            for (BodyPart part : parts.get(name)) {
                if (part.isInMemory() || part.fileName() == null) {
                    read += part.isInMemory() ? 0 : part.size();
                    checkText(read, part);
                    var content = part.content();
                    fields.add(name, content.array(), content.offset(), content.offset() + content.length());
                }
            }
        }
        return handOut(fields.filled());
    }

    private void checkText(long read, BodyPart part) {
        if (read > maxText) {
            throw new HttpException(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "The part '" + part.name() + "' is too long: fields may have " + maxText
                                    + " bytes beyond those in memory.")
                    .with("in", "part")
                    .with("parameter", part.name());
        }
    }

    /** Removes the files of the parts and gives back all charges, because the request is over. */
    void end() {
        try {
            endParts();
        } finally {
            try {
                if (files != null) {
                    files.end();
                }
            } finally {
                memory.end();
            }
        }
    }

    /** Ends each part, even if another one fails. Throws the last failure. */
    private void endParts() {
        RuntimeException exception = null;
        Error error = null;
        for (List<BodyPart> all : parts) {
            for (BodyPart part : all) {
                try {
                    part.end();
                } catch (RuntimeException e) {
                    exception = e;
                } catch (Error e) {
                    error = e;
                }
            }
        }
        if (error != null) {
            throw error;
        }
        if (exception != null) {
            throw exception;
        }
    }
}

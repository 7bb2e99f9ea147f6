package dev.interlock.internal.form;

import dev.interlock.bytes.Lease;
import dev.interlock.http.BodyPart;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parts that were read from the body of a request. Owns the files of the parts that are not in memory. */
public final class ReceivedParts extends Parts {
    private final FieldNames names;
    private final int maxText;
    private final List<List<ReceivedPart>> parts;
    private final @Nullable PartFiles files;
    private final PartMemory memory;
    /** Lease of the request in strict mode, or null. */
    private @Nullable Lease lease;

    /**
     * @param maxText limit on the bytes of a file that may be converted to text
     * @param files files of the parts that are not in memory, or null if all parts are in memory
     * @param memory account that is charged for the parts in memory
     */
    ReceivedParts(FieldNames names, int maxText, @Nullable PartFiles files, PartMemory memory) {
        this.names = names;
        this.maxText = maxText;
        this.files = files;
        this.memory = memory;
        parts = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            parts.add(new ArrayList<>(1));
        }
    }

    /** Sets the lease of the request. After the lease ends, the parts cannot be read. */
    public void lease(Lease requestLease) {
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

    void add(int name, ReceivedPart part) {
        parts.get(name).add(part);
    }

    public boolean areFor(FieldNames wanted) {
        return names == wanted;
    }

    @Override
    public @Nullable BodyPart first(int name) {
        checkLive();
        List<ReceivedPart> all = parts.get(Objects.checkIndex(name, names.size()));
        return all.isEmpty() ? null : handOut(all.get(0));
    }

    @Override
    public List<BodyPart> all(int name) {
        checkLive();
        List<BodyPart> all = List.copyOf(parts.get(Objects.checkIndex(name, names.size())));
        if (lease != null) {
            all.forEach(this::handOut);
        }
        return all;
    }

    @Override
    public Fields contents() {
        checkLive();
        ReceivedFields fields = new ReceivedFields();
        if (lease != null) {
            fields.lease(lease);
        }
        fields.begin(names);
        long read = 0;
        for (int name = 0; name < names.size(); name++) {
            for (ReceivedPart part : parts.get(name)) {
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

    private void checkText(long read, ReceivedPart part) {
        if (read > maxText) {
            throw new HttpException(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "The part '" + part.name() + "' is too long: text fields may have " + maxText
                                    + " bytes in addition to those in memory.")
                    .with("in", "part")
                    .with("parameter", part.name());
        }
    }

    /** Removes the files of the parts and releases all charges, because the request is over. */
    public void end() {
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

    /** Ends each part, even if ending another part fails. Throws the last exception. */
    private void endParts() {
        RuntimeException exception = null;
        Error error = null;
        for (List<ReceivedPart> all : parts) {
            for (ReceivedPart part : all) {
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

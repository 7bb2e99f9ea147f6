package dev.interlock.processor.write.proto;

import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.model.proto.MessageView;
import dev.interlock.processor.model.proto.MessageView.Case;
import dev.interlock.processor.model.proto.MessageView.Presence;
import dev.interlock.processor.model.proto.MessageView.Value;
import dev.interlock.processor.model.proto.OneofSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Layout of the record for a message: the fields, the oneofs and the number of slots. */
final class RecordLayout {
    private static final int BITS_PER_SLOT = Long.SIZE;

    private final MessageView view;
    private final List<FieldPlan> fields;
    private final List<OneofSchema> oneofs;

    private RecordLayout(MessageView view) {
        this.view = view;
        Set<String> wanted = oneofsOf(view);
        oneofs = view.message().oneofs().stream()
                .filter(oneof -> wanted.contains(oneof.name()))
                .toList();
        fields = view.message().fields().stream()
                .map(field -> plan(field, field.oneof().filter(wanted::contains).isPresent()))
                .filter(it -> it.isStored() || it.hasBit() || it.noted())
                .toList();
    }

    static RecordLayout of(MessageView view) {
        return new RecordLayout(view);
    }

    /** Returns the names of the oneofs that a view uses. The view may ask for the oneof itself or for a member. */
    private static Set<String> oneofsOf(MessageView view) {
        Set<String> names = new HashSet<>();
        for (MessageView.Accessor accessor : view.methods()) {
            if (accessor instanceof Case oneof) {
                names.add(oneof.oneof().name());
            } else if (accessor instanceof Value value) {
                value.field().oneof().ifPresent(names::add);
            } else if (accessor instanceof Presence presence) {
                presence.field().oneof().ifPresent(names::add);
            }
        }
        return names;
    }

    private FieldPlan plan(FieldSchema field, boolean noted) {
        List<Value> values = new ArrayList<>();
        boolean asksPresence = false;
        for (MessageView.Accessor accessor : view.methods()) {
            if (accessor instanceof Value value && value.field().equals(field)) {
                values.add(value);
            }
            asksPresence |=
                    accessor instanceof Presence presence && presence.field().equals(field);
        }
        // A decoder always needs both fields of a map entry: the key identifies the entry, and an unknown number in the
        // value removes the entry from the map.
        boolean isOfEntry = view.message().mapEntry() && field.type() != FieldType.MESSAGE;
        boolean isStored = !values.isEmpty() || isOfEntry;
        boolean hasBit = !noted && needsBit(field, isStored, asksPresence);
        return new FieldPlan(field, values, isStored, hasBit, view.message().mapEntry(), noted);
    }

    private boolean needsBit(FieldSchema field, boolean isStored, boolean asksPresence) {
        if (field.cardinality() != Cardinality.SINGULAR) {
            return false;
        }
        boolean slotTells = isStored && isNeverZero(field.type());
        boolean hasDefault = isStored && field.defaultValue().isPresent();
        boolean decidesEntry = view.message().mapEntry() && field.type() == FieldType.ENUM;
        return field.required() || decidesEntry || (!slotTells && (asksPresence || hasDefault));
    }

    /** Whether the slot of a field that was set is never zero. The slot then shows whether the field was set. */
    private static boolean isNeverZero(FieldType type) {
        return type == FieldType.STRING || type == FieldType.BYTES || type == FieldType.MESSAGE;
    }

    /**
     * Returns the fields that the decoder uses, in the order of their numbers. The record stores the value of these
     * fields, a bit, or the last member of their oneof.
     */
    List<FieldPlan> fields() {
        return fields;
    }

    /**
     * Returns the oneofs for which the record stores the member that was set last. Their order is the order in the
     * {@code .proto}.
     */
    List<OneofSchema> oneofs() {
        return oneofs;
    }

    /** Returns the fields with a bit, in the order of their bits. */
    List<FieldPlan> withBits() {
        return fields.stream().filter(FieldPlan::hasBit).toList();
    }

    /** Returns the number of slots that the bits need. */
    int bitSlots() {
        return (withBits().size() + BITS_PER_SLOT - 1) / BITS_PER_SLOT;
    }

    /** Returns the index of the slot with the bit of a field. Only slots for bits are counted. */
    int bitSlot(FieldPlan field) {
        return withBits().indexOf(field) / BITS_PER_SLOT;
    }

    int bit(FieldPlan field) {
        return withBits().indexOf(field) % BITS_PER_SLOT;
    }

    /**
     * Whether the message, or a message within it, may lack a required field. The decoder checks required fields only
     * at the end, because any part of the input may contain them.
     */
    boolean mayLack() {
        return view.message().requires();
    }

    /** Whether the messages are entries of a map. */
    boolean isOfEntries() {
        return view.message().mapEntry();
    }

    /**
     * Returns the value of a map entry if the value is a closed enum. Empty for other map entries and for messages that
     * are not map entries.
     */
    Optional<FieldPlan> closedValue() {
        return view.message().mapEntry()
                ? fields.stream().filter(FieldPlan::isClosedEnum).findFirst()
                : Optional.empty();
    }

    /** Returns the plan of a field that the view uses. */
    FieldPlan of(FieldSchema field) {
        return fields.stream()
                .filter(it -> it.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field.name()));
    }

    /** Returns the message fields that the view reads, if their messages may lack a required field. */
    Stream<FieldPlan> lackingMessages() {
        return fields.stream()
                .filter(it -> it.field().requires() && !it.messages().isEmpty());
    }
}

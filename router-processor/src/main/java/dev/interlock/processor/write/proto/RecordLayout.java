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

/** What the record of a message has: which fields, which oneofs, how many slots. */
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

    /** The oneofs that the view asks about, itself or a member. */
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
        // Keys tell entries apart, and the value whether an entry counts, whether or not someone asks for them.
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

    /** Whether the slot of a field that was set is never zero. */
    private static boolean isNeverZero(FieldType type) {
        return type == FieldType.STRING || type == FieldType.BYTES || type == FieldType.MESSAGE;
    }

    /** Those that are stored or noted, ascending by number. */
    List<FieldPlan> fields() {
        return fields;
    }

    /** Those whose members are noted, in the order of the {@code .proto}. */
    List<OneofSchema> oneofs() {
        return oneofs;
    }

    /** Fields with a bit, in the order of their bits. */
    List<FieldPlan> withBits() {
        return fields.stream().filter(FieldPlan::hasBit).toList();
    }

    /** How many slots have bits. */
    int bitSlots() {
        return (withBits().size() + BITS_PER_SLOT - 1) / BITS_PER_SLOT;
    }

    /** The slot, of those with bits, that has the bit of a field. */
    int bitSlot(FieldPlan field) {
        return withBits().indexOf(field) / BITS_PER_SLOT;
    }

    int bit(FieldPlan field) {
        return withBits().indexOf(field) % BITS_PER_SLOT;
    }

    /**
     * Whether a message may lack what is required, of it or of one within it; that is known when everything is read, as it
     * may come in any part of the message.
     */
    boolean mayLack() {
        return view.message().requires();
    }

    /** Whether the messages are the entries of a map. */
    boolean isOfEntries() {
        return view.message().mapEntry();
    }

    /** The value of the entries of a map, where it is an enum that is closed. */
    Optional<FieldPlan> closedValue() {
        return view.message().mapEntry()
                ? fields.stream().filter(FieldPlan::isClosedEnum).findFirst()
                : Optional.empty();
    }

    /** The plan of a field that is wanted. */
    FieldPlan of(FieldSchema field) {
        return fields.stream()
                .filter(it -> it.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field.name()));
    }

    /** The messages within this one that may lack something, and are looked at. */
    Stream<FieldPlan> lackingMessages() {
        return fields.stream()
                .filter(it -> it.field().requires() && !it.messages().isEmpty());
    }
}

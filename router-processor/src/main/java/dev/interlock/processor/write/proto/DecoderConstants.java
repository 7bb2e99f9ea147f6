package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.EnumSchema;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.model.proto.OneofSchema;
import dev.interlock.processor.model.proto.ValueType.Form;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import javax.lang.model.element.Modifier;

/**
 * Constants of a decoder: tags, slots and bits of the record, numbers of enums, and default values. The constants are
 * in the order of the fields.
 */
final class DecoderConstants {
    /** Name of the constant that holds the number of slots in a record. */
    static final String RECORD = "RECORD";

    static final String SCOPE = "SCOPE";
    static final String REQUIRED = "REQUIRED";

    private final RecordLayout layout;
    private final Names names;
    private final Map<String, String> known = new HashMap<>();
    private final List<FieldSpec> constants = new ArrayList<>();
    private int slots;

    /**
     * Creates the constants for a layout.
     *
     * @param types simple names of classes in the code. No constant has one of these names, because it would obscure
     *     the class (JLS section 6.4.2)
     */
    DecoderConstants(RecordLayout layout, Set<String> types) {
        this.layout = layout;
        names = new Names(types);
        List.of(RECORD, SCOPE, REQUIRED).forEach(name -> names.unique(name, "_"));
        layout.fields().forEach(this::addField);
        layout.oneofs()
                .forEach(oneof -> addSlot(caseOf(oneof.name()), snake(oneof) + "_CASE", "Member that was set last"));
        for (int i = 0; i < layout.bitSlots(); i++) {
            addSlot(
                    "bits" + i,
                    layout.bitSlots() == 1 ? "PRESENCE" : "PRESENCE_" + i,
                    "Bits of the fields that were set");
        }
        addRequired();
        add(RECORD, RECORD, "Slots of a record", CodeBlock.of("$L", slots), Modifier.PUBLIC);
    }

    private void addField(FieldPlan plan) {
        FieldSchema field = plan.field();
        String name = EncoderConstants.upperSnake(field);
        String text = FieldText.of(field);
        addTag(field, WireTypes.of(field), name + "_TAG", text);
        if (plan.isRepeated() && field.type().isPackable()) {
            addTag(field, WireTypes.LEN, name + "_PACKED_TAG", text + ", packed");
        }
        if (field.delimited() && plan.isStored()) {
            addTag(field, "EGROUP", name + "_END_TAG", text + ", its end");
        }
        if (plan.isStored()) {
            addSlot(slotKey(field, 0), name, "Slot of " + text);
        }
        for (int i = 1; i < plan.messages().size(); i++) {
            addSlot(slotKey(field, i), name + "_" + (i + 1), "Slot of " + text + " for another view");
        }
        if (plan.noted()) {
            addInt("number" + field.number(), name + "_NUMBER", "Number of " + text, field.number());
        }
        if (plan.hasBit()) {
            CodeBlock bit = CodeBlock.of("1L << $L", layout.bit(plan));
            addTyped(
                    "bit" + field.number(),
                    name + "_SET",
                    "Bit that tells that " + text + " was set",
                    TypeName.LONG,
                    bit);
        }
        if (plan.isClosedEnum()) {
            addNumbers(field.enumeration().orElseThrow(), name);
        }
        if (field.defaultValue().isPresent() && plan.isStored()) {
            addDefault(plan, name);
        }
    }

    private void addTag(FieldSchema field, String wireType, String name, String text) {
        CodeBlock value = CodeBlock.of(
                "$L << $T.TYPE_BITS | $T.$L", field.number(), RuntimeTypes.WIRE, RuntimeTypes.WIRE, wireType);
        add("tag" + field.number() + wireType, name, "Tag of " + text, value, Modifier.PRIVATE);
    }

    /**
     * Adds the constant for an enum unless it exists. The name of the constant comes from the field. If several fields
     * have this enum, it comes from the enum.
     */
    private void addNumbers(EnumSchema schema, String field) {
        if (known.containsKey(numbersOf(schema))) {
            return;
        }
        String simpleName = schema.name().substring(schema.name().lastIndexOf('.') + 1);
        String name = isOfOneField(schema) ? field : Names.constant(Names.upperSnake(simpleName));
        String what = "Numbers of {@code " + schema.name() + "}";
        addTyped(
                numbersOf(schema),
                name + "_NUMBERS",
                what,
                ClassName.get(IntPredicate.class),
                ClosedNumbers.of(schema));
    }

    private boolean isOfOneField(EnumSchema schema) {
        return layout.fields().stream()
                        .flatMap(it -> it.field().enumeration().stream())
                        .filter(it -> it.name().equals(schema.name()))
                        .count()
                == 1;
    }

    private static String numbersOf(EnumSchema schema) {
        return "numbers " + schema.name();
    }

    private void addDefault(FieldPlan plan, String name) {
        Object value = plan.field().defaultValue().orElseThrow();
        String what = "Value of " + FieldText.of(plan.field()) + " if it was not set";
        boolean asBytes = plan.values().stream().map(it -> it.type().form()).anyMatch(DecoderConstants::isBytes);
        boolean asText = !plan.isRange()
                || plan.values().stream().map(it -> it.type().form()).anyMatch(it -> !isBytes(it));
        if (asText) {
            FieldType type = plan.field().type();
            CodeBlock literal = Literals.of(type, value);
            addTyped("default" + plan.field().number(), name + "_DEFAULT", what, Literals.type(type), literal);
        }
        if (asBytes) {
            String charset = plan.field().type() == FieldType.BYTES ? "ISO_8859_1" : "UTF_8";
            CodeBlock bytes =
                    CodeBlock.of("$L.getBytes($T.$L)", Literals.text((String) value), StandardCharsets.class, charset);
            TypeName type = ArrayTypeName.of(TypeName.BYTE);
            addTyped("bytes" + plan.field().number(), name + "_DEFAULT_BYTES", what, type, bytes);
        }
    }

    private static boolean isBytes(Form form) {
        return form == Form.SLICE || form == Form.BYTES;
    }

    private void addRequired() {
        for (int i = 0; i < layout.bitSlots(); i++) {
            int slot = i;
            List<CodeBlock> bits = layout.withBits().stream()
                    .filter(it -> it.field().required() && layout.bitSlot(it) == slot)
                    .map(it -> CodeBlock.of("$L", bit(it)))
                    .toList();
            if (!bits.isEmpty()) {
                String name = layout.bitSlots() == 1 ? REQUIRED : REQUIRED + "_" + i;
                CodeBlock value = CodeBlock.join(bits, " | ");
                addTyped("required" + i, name, "Bits of the required fields", TypeName.LONG, value);
            }
        }
    }

    private void addSlot(String key, String name, String javadoc) {
        addInt(key, name, javadoc, slots++);
    }

    private void addInt(String key, String name, String javadoc, int value) {
        add(key, name, javadoc, CodeBlock.of("$L", value), Modifier.PRIVATE);
    }

    private void add(String key, String wanted, String javadoc, CodeBlock value, Modifier access) {
        String name = key.equals(RECORD) ? RECORD : names.unique(wanted, "_");
        known.put(key, name);
        constants.add(FieldSpec.builder(TypeName.INT, name, access, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L.", javadoc)
                .initializer(value)
                .build());
    }

    private void addTyped(String key, String wanted, String javadoc, TypeName type, CodeBlock value) {
        String name = key.equals("required0") && wanted.equals(REQUIRED) ? REQUIRED : names.unique(wanted, "_");
        known.put(key, name);
        constants.add(FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L.", javadoc)
                .initializer(value)
                .build());
    }

    private static String slotKey(FieldSchema field, int view) {
        return "slot" + field.number() + "/" + view;
    }

    private static String caseOf(String oneof) {
        return "case " + oneof;
    }

    private static String snake(OneofSchema oneof) {
        String snake = Names.upperSnake(oneof.name());
        return snake.isEmpty() || Character.isDigit(snake.charAt(0)) ? "ONEOF_" + snake : snake;
    }

    private String name(String key) {
        String name = known.get(key);
        if (name == null) {
            throw new IllegalStateException("No constant " + key + " among " + new TreeMap<>(known));
        }
        return name;
    }

    String tag(FieldPlan plan) {
        return name("tag" + plan.field().number() + WireTypes.of(plan.field()));
    }

    String packedTag(FieldPlan plan) {
        return name("tag" + plan.field().number() + WireTypes.LEN);
    }

    String endTag(FieldPlan plan) {
        return name("tag" + plan.field().number() + "EGROUP");
    }

    String slot(FieldPlan plan) {
        return slot(plan, 0);
    }

    /** Returns the constant for the slot of a message in a view. Each view of the message has its own slot. */
    String slot(FieldPlan plan, int view) {
        return name(slotKey(plan.field(), view));
    }

    String number(FieldPlan plan) {
        return name("number" + plan.field().number());
    }

    String bit(FieldPlan plan) {
        return name("bit" + plan.field().number());
    }

    String bits(FieldPlan plan) {
        return bits(layout.bitSlot(plan));
    }

    String bits(int slot) {
        return name("bits" + slot);
    }

    /** Returns the constant for the bits of required fields in a slot; empty if the slot has none. */
    Optional<String> required(int slot) {
        return Optional.ofNullable(known.get("required" + slot));
    }

    String numbers(FieldPlan plan) {
        return name(numbersOf(plan.field().enumeration().orElseThrow()));
    }

    String defaultValue(FieldPlan plan) {
        return name("default" + plan.field().number());
    }

    String defaultBytes(FieldPlan plan) {
        return name("bytes" + plan.field().number());
    }

    String oneof(FieldPlan plan) {
        return name(caseOf(plan.field().oneof().orElseThrow()));
    }

    String oneof(OneofSchema oneof) {
        return name(caseOf(oneof.name()));
    }

    List<FieldSpec> constants() {
        return constants;
    }
}

package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * Names of the methods for a field or a oneof.
 *
 * @param value name of the method that reads or writes the value
 * @param annotation annotation of each method: {@code @ProtoField} if the name of the method does not identify the
 *     field, otherwise empty
 */
record MethodName(String value, String annotation) {
    /** Matches names that every generator converts to the same Java name. */
    private static final Pattern PLAIN = Pattern.compile("[a-z]+[0-9]*(_[a-z]+[0-9]*)*");

    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");
    private static final Set<String> OF_OBJECT =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** Returns the method names for all fields of a message. Each method name is used only once. */
    static Map<FieldDescriptor, MethodName> ofFields(Descriptor message) {
        Map<String, Integer> uses = uses(message);
        Map<FieldDescriptor, MethodName> names = new LinkedHashMap<>();
        for (FieldDescriptor field : message.getFields()) {
            boolean isClear = isPlain(field.getName()) && areClear(namesOf(field), uses);
            names.put(
                    field,
                    isClear
                            ? new MethodName(camel(field.getName()), "")
                            : named("field" + field.getNumber(), field.getName()));
        }
        return names;
    }

    /** Returns the method names for all oneofs. Omits oneofs that represent an {@code optional} field. */
    static Map<OneofDescriptor, MethodName> ofOneofs(Descriptor message) {
        Map<String, Integer> uses = uses(message);
        Map<OneofDescriptor, MethodName> names = new LinkedHashMap<>();
        for (OneofDescriptor oneof : message.getRealOneofs()) {
            String natural = camel(oneof.getName()) + "Case";
            boolean isClear = isPlain(oneof.getName()) && areClear(List.of(natural), uses);
            names.put(
                    oneof, isClear ? new MethodName(natural, "") : named("oneof" + oneof.getIndex(), oneof.getName()));
        }
        return names;
    }

    private static MethodName named(String method, String protoName) {
        return new MethodName(method, "@ProtoField(\"" + protoName + "\") ");
    }

    static boolean isPlain(String protoName) {
        return PLAIN.matcher(protoName).matches();
    }

    String presence() {
        return "has" + capitalized(value);
    }

    String begin() {
        return "begin" + capitalized(value);
    }

    String end() {
        return "end" + capitalized(value);
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Counts how often each method name would be used. */
    private static Map<String, Integer> uses(Descriptor message) {
        Map<String, Integer> uses = new HashMap<>();
        message.getRealOneofs().forEach(oneof -> uses.merge(camel(oneof.getName()) + "Case", 1, Integer::sum));
        for (FieldDescriptor field : message.getFields()) {
            namesOf(field).forEach(name -> uses.merge(name, 1, Integer::sum));
        }
        return uses;
    }

    private static List<String> namesOf(FieldDescriptor field) {
        MethodName natural = new MethodName(camel(field.getName()), "");
        return List.of(natural.value(), natural.presence(), natural.begin(), natural.end());
    }

    private static boolean areClear(List<String> names, Map<String, Integer> uses) {
        return SourceVersion.isName(names.get(0))
                && !OF_OBJECT.contains(names.get(0))
                && names.stream().allMatch(name -> uses.getOrDefault(name, 0) == 1);
    }

    private static String camel(String name) {
        return UNDERSCORE.matcher(name).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }
}

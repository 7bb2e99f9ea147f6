package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Creates the names of Java constants for a protobuf enum or for a oneof. */
final class EnumNames {
    static final String UNRECOGNIZED = "UNRECOGNIZED";
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private EnumNames() {}

    /** Returns the names by number. If several constants have the same number, uses the first constant. */
    static Map<Integer, String> of(EnumDescriptor type) {
        Map<Integer, String> names = new TreeMap<>();
        for (EnumValueDescriptor constant : type.getValues()) {
            names.putIfAbsent(constant.getNumber(), constant.getName());
        }
        return names;
    }

    /**
     * Returns the name of a constant without its prefix, which is the name of the type. Returns the whole name if the
     * rest is not a valid name.
     */
    static String withoutTypeName(EnumDescriptor type, String name) {
        String prefix = WORD.matcher(type.getName()).replaceAll("_").toUpperCase(Locale.ROOT) + "_";
        String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        return SourceVersion.isName(rest) ? rest : name;
    }

    /** Whether a Java enum can have constants with these names. */
    static boolean isPossible(EnumDescriptor type) {
        Collection<String> names = of(type).values();
        List<String> shorter = names.stream()
                .map(name -> withoutTypeName(type, name))
                .distinct()
                .toList();
        return names.stream().allMatch(SourceVersion::isName)
                && !names.contains(UNRECOGNIZED)
                && !shorter.contains(UNRECOGNIZED)
                && shorter.size() == names.size();
    }

    /** Returns the names by field number. The number 0 stands for no field. */
    static Map<Integer, String> of(OneofDescriptor oneof) {
        Map<Integer, String> names = new TreeMap<>();
        names.put(0, oneof.getName().toUpperCase(Locale.ROOT) + "_NOT_SET");
        for (FieldDescriptor field : oneof.getFields()) {
            names.put(field.getNumber(), field.getName().toUpperCase(Locale.ROOT));
        }
        return names;
    }

    /** Whether a Java enum can have constants with these names. */
    static boolean isPossible(OneofDescriptor oneof) {
        return MethodName.isPlain(oneof.getName())
                && oneof.getFields().stream().allMatch(field -> MethodName.isPlain(field.getName()));
    }
}

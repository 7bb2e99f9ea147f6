package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Source;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names that one route reads from each source of the request, and the variables that hold what was read. */
final class Sources {
    private final Map<Source, List<String>> names = new EnumMap<>(Source.class);
    /** Names of header fields that are read into collections alone: a single value is the whole of its line. */
    private final List<String> lists = new ArrayList<>();
    /** Names of header fields that are read as single values. */
    private final List<String> singles = new ArrayList<>();

    private final boolean readsPartTexts;

    Sources(Handler handler) {
        handler.flatParameters().forEach(this::collect);
        readsPartTexts = handler.flatParameters()
                .anyMatch(parameter -> parameter instanceof Parameter.Text text && text.source() == Source.PART);
    }

    private void collect(Parameter parameter) {
        if (parameter instanceof Parameter.Text text && text.source() != Source.PATH) {
            String name = collect(text.source(), text.name());
            if (text.source() == Source.HEADER) {
                (text.value().shape().collects() ? lists : singles).add(name);
            }
        } else if (parameter instanceof Parameter.File file) {
            collect(Source.PART, file.name());
        }
    }

    /** Adds a name; returns it as it was first written. */
    private String collect(Source source, String name) {
        List<String> known = names.computeIfAbsent(source, it -> new ArrayList<>());
        if (indexOf(source, name) < 0) {
            known.add(name);
        }
        return known.get(indexOf(source, name));
    }

    /** The index of a name among those of its source; names of headers compare without case. */
    int indexOf(Source source, String name) {
        List<String> known = names.getOrDefault(source, List.of());
        for (int i = 0; i < known.size(); i++) {
            boolean same = source == Source.HEADER
                    ? known.get(i).equalsIgnoreCase(name)
                    : known.get(i).equals(name);
            if (same) {
                return i;
            }
        }
        return -1;
    }

    /** The local variables that {@link #writeReads} declares. */
    List<String> variables() {
        List<String> variables = new ArrayList<>();
        names.keySet().forEach(source -> variables.add(source == Source.PART ? "parts" : variable(source)));
        if (readsPartTexts) {
            variables.add(variable(Source.PART));
        }
        return variables;
    }

    /** The variable that holds a source's text. */
    static String variable(Source source) {
        return switch (source) {
            case HEADER -> "headers";
            case COOKIE -> "cookies";
            case PART -> "partTexts";
            default -> source.name().toLowerCase(Locale.ROOT);
        };
    }

    private CodeBlock headers(List<String> read) {
        CodeBlock all = fieldNames("ofHeaders", read);
        List<String> listed = lists.stream()
                .distinct()
                .filter(name -> !singles.contains(name))
                .toList();
        return listed.isEmpty() ? all : CodeBlock.of("$L.lists($L)", all, joined(listed));
    }

    private static CodeBlock fieldNames(String factory, List<String> read) {
        return CodeBlock.of("$T.$L($L)", RuntimeTypes.FIELD_NAMES, factory, joined(read));
    }

    private static CodeBlock joined(List<String> names) {
        return CodeBlock.join(
                names.stream().map(name -> CodeBlock.of("$S", name)).toList(), ", ");
    }

    /** Reads each source once. */
    void writeReads(CodeBlock.Builder code, String route, Constants constants) {
        names.forEach((source, read) -> {
            CodeBlock wanted = source == Source.HEADER ? headers(read) : fieldNames("of", read);
            String accessor = source == Source.PART ? "parts" : variable(source);
            String constant =
                    constants.add(RuntimeTypes.FIELD_NAMES, route + "__" + accessor.toUpperCase(Locale.ROOT), wanted);
            ClassName type = source == Source.PART ? RuntimeTypes.PARTS : RuntimeTypes.FIELDS;
            code.addStatement("$T $N = request.$N($N)", type, accessor, accessor, constant);
        });
        if (readsPartTexts) {
            code.addStatement("$T $N = parts.contents()", RuntimeTypes.FIELDS, variable(Source.PART));
        }
    }
}

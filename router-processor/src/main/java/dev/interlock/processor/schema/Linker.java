package dev.interlock.processor.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.report.Steps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Links each file of the descriptor sets to the files that it imports. */
public final class Linker {
    private final Place place;
    private final Problems problems;
    private final Map<String, Origin> files = new TreeMap<>();
    /**
     * Linked files by name. The value is empty for a file with a mistake, so that the mistake is reported only once.
     */
    private final Map<String, Optional<FileDescriptor>> linked = new HashMap<>();
    /** Names of the files that are being linked. Each file imports the next one. */
    private final Set<String> open = new LinkedHashSet<>();

    private Linker(Place place, Problems problems) {
        this.place = place;
        this.problems = problems;
    }

    /** A file and the name of the descriptor set that contains it. */
    private record Origin(FileDescriptorProto file, String set) {}

    /**
     * Links the files of all descriptor sets.
     *
     * @param place place at which mistakes in the sets are reported
     * @return the message types of all sets; empty if a mistake was reported
     */
    public static Optional<Schemas> link(List<DescriptorSet> sets, Place place, Problems problems) {
        Linker linker = new Linker(place, problems);
        Steps steps = new Steps();
        sets.forEach(set -> steps.take(linker.collect(set)));
        if (!steps.areSound()) {
            return Optional.empty();
        }
        List<FileDescriptor> all = new ArrayList<>();
        linker.files.keySet().forEach(name -> steps.take(linker.link(name)).ifPresent(all::add));
        return steps.outcome(
                        new Schemas(all, sets.stream().map(DescriptorSet::name).toList()))
                .ifSound();
    }

    /** Adds the files of a descriptor set. Returns whether the set is readable and does not contradict another set. */
    private boolean collect(DescriptorSet set) {
        List<FileDescriptorProto> read;
        try {
            read = set.files();
        } catch (InvalidProtocolBufferException e) {
            problems.add(ProtoMessage.UNREADABLE_DESCRIPTORS, place, set.name());
            return false;
        }
        boolean isSound = !read.isEmpty();
        if (!isSound) {
            problems.add(ProtoMessage.UNREADABLE_DESCRIPTORS, place, set.name());
        }
        for (FileDescriptorProto file : read) {
            Origin first = files.putIfAbsent(file.getName(), new Origin(file, set.name()));
            if (first != null && !isWellKnown(file) && !isSame(first.file(), file)) {
                problems.add(ProtoMessage.CONFLICTING_DESCRIPTORS, place, file.getName(), first.set(), set.name());
                isSound = false;
            }
        }
        return isSound;
    }

    /**
     * Whether a file is part of protobuf itself. Releases of protobuf extend these files, so the sets may contain
     * different versions of a file. The first version is used.
     */
    private static boolean isWellKnown(FileDescriptorProto file) {
        return file.getName().startsWith("google/protobuf/");
    }

    /** Whether two files have the same declarations. Ignores source info, because one of the files may lack it. */
    private static boolean isSame(FileDescriptorProto a, FileDescriptorProto b) {
        return a.toBuilder()
                .clearSourceCodeInfo()
                .build()
                .equals(b.toBuilder().clearSourceCodeInfo().build());
    }

    private Optional<FileDescriptor> link(String name) {
        Origin origin = files.get(name);
        if (origin == null || linked.containsKey(name)) {
            return linked.getOrDefault(name, Optional.empty());
        }
        if (!open.add(name)) {
            problems.add(ProtoMessage.INVALID_DESCRIPTORS, place, origin.set(), name + " imports itself");
            return Optional.empty();
        }
        Optional<FileDescriptor> file = link(origin);
        open.remove(name);
        linked.put(name, file);
        return file;
    }

    private Optional<FileDescriptor> link(Origin origin) {
        List<FileDescriptor> imports = new ArrayList<>();
        for (String name : origin.file().getDependencyList()) {
            if (!files.containsKey(name)) {
                problems.add(
                        ProtoMessage.UNRESOLVED_IMPORT, place, origin.file().getName(), name, origin.set());
            }
            link(name).ifPresent(imports::add);
        }
        if (imports.size() < origin.file().getDependencyCount()) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileDescriptor.buildFrom(origin.file(), imports.toArray(FileDescriptor[]::new)));
        } catch (DescriptorValidationException | IllegalArgumentException e) {
            // protobuf throws an IllegalArgumentException for an unknown edition.
            problems.add(ProtoMessage.INVALID_DESCRIPTORS, place, origin.set(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}

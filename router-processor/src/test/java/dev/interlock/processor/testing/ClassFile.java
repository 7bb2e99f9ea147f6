package dev.interlock.processor.testing;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads parts of a class file (JVMS section 4): the lengths of its methods, and the texts that it contains. */
public final class ClassFile {
    private static final int HEADER = 8;

    private final DataInputStream in;
    private final String[] texts;
    private final Map<String, Integer> codeLengths = new TreeMap<>();

    private ClassFile(byte[] bytes) throws IOException {
        in = new DataInputStream(new ByteArrayInputStream(bytes));
        in.skipNBytes(HEADER);
        texts = new String[in.readUnsignedShort()];
        for (int i = 1; i < texts.length; i++) {
            i += readConstant(i);
        }
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        readMembers();
        readMembers();
    }

    /** Returns the number of code bytes of each method. The key is the name and the descriptor of the method. */
    public static Map<String, Integer> codeLengths(byte[] classFile) throws IOException {
        return new ClassFile(classFile).codeLengths;
    }

    /** Returns the texts of the constant pool, including names, descriptors and signatures. */
    static List<String> texts(byte[] classFile) throws IOException {
        return Arrays.stream(new ClassFile(classFile).texts)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Reads a constant and returns the index of the next one. A constant of eight bytes takes two indices. */
    private int readConstant(int index) throws IOException {
        int tag = in.readUnsignedByte();
        switch (tag) {
            case 1 -> texts[index] = in.readUTF();
            case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
            case 15 -> in.skipNBytes(3);
            case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
            case 5, 6 -> in.skipNBytes(8);
            default -> throw new IOException("unknown constant " + tag);
        }
        return tag == 5 || tag == 6 ? 1 : 0;
    }

    private void readMembers() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipNBytes(2);
            String name = texts[in.readUnsignedShort()] + texts[in.readUnsignedShort()];
            int attributes = in.readUnsignedShort();
            for (int j = 0; j < attributes; j++) {
                readAttribute(name);
            }
        }
    }

    private void readAttribute(String member) throws IOException {
        String name = texts[in.readUnsignedShort()];
        int length = in.readInt();
        if (!name.equals("Code")) {
            in.skipNBytes(length);
            return;
        }
        in.skipNBytes(4);
        codeLengths.put(member, in.readInt());
        in.skipNBytes(length - 8L);
    }
}

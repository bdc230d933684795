import java.io.PrintStream;
import java.util.Arrays;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One genuine OpenSearch node: java -cp 'jars/*' Node.java FOLDER [SETTING=VALUE]...
 *
 * It prints a line when it answers, and ends when its standard input does, so that no node outlives the tests that
 * started it, however they end.
 */
public class Node {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> Arrays.stream(arguments).skip(1).map(each -> each.split("=", 2)).forEach(
            pair -> settings.put(pair[0], pair[1])));
        runner.build(OpenSearchRunner.newConfigs().basePath(arguments[0]).numOfNode(1).disableESLogger());
        out.println("started");
        System.in.readAllBytes();
        Runtime.getRuntime().halt(0);
    }
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS org.apache.camel:camel-jbang-core:4.17.0

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** Camel's command line in the version that the routes are tested with, for those who have JBang and no camel. */
public class Camel {

    public static void main(String... arguments) {
        CamelJBangMain.run(arguments);
    }
}

//! `help/swagger.yaml`.

use std::collections::BTreeSet;

use bytes::Bytes;
use http::Request;
use neuprint_local::LocalServer;
use saphyr::{LoadableYamlNode, Yaml};
use serde_json::json;

use crate::{SAMPLE, ask, get, of_sample};

fn description(server: &LocalServer) -> String {
    let response = server.handle(Request::get("/api/help/swagger.yaml").body(Bytes::new()).unwrap());
    assert_eq!(
        (response.status().as_u16(), &response.headers()["content-type"]),
        (200, &"application/x-yaml".parse().unwrap())
    );
    String::from_utf8(response.into_body().into_bytes().to_vec()).unwrap()
}

fn text<'y>(yaml: &'y Yaml<'_>) -> &'y str {
    yaml.as_str().unwrap_or_else(|| panic!("{yaml:?} is no text"))
}

/// Everything that is referred to below a value.
fn references(yaml: &Yaml<'_>, found: &mut BTreeSet<String>) {
    for (name, value) in yaml.as_mapping().into_iter().flatten() {
        match value.as_str() {
            Some(target) if name.as_str() == Some("$ref") => drop(found.insert(target.to_owned())),
            _ => references(value, found),
        }
    }
    yaml.as_vec().into_iter().flatten().for_each(|value| references(value, found));
}

#[test]
fn every_route_is_listed_described_and_served() {
    let server = of_sample();
    let text_of_it = description(&server);
    let documents = Yaml::load_from_str(&text_of_it).unwrap();
    let [document] = documents.as_slice() else { panic!("{} documents", documents.len()) };
    assert_eq!((text(&document["openapi"]), text(&document["info"]["version"])), ("3.0.3", "1.9.2"));
    let paths = document["paths"].as_mapping().unwrap();

    let (_, listed) = get(&server, "/api/available");
    let mut described = BTreeSet::new();
    for entry in listed.as_array().unwrap() {
        let (method, path) = (entry["method"].as_str().unwrap(), entry["path"].as_str().unwrap());
        // Served: by another answer than that of no route, whatever the parts that the asker chooses are.
        let asked = path
            .replace(":ver", "1")
            .replace(":dataset", SAMPLE)
            .replace(":type", "DA1_lPN")
            .replace(":id", "754538881");
        let response = ask(&server, method.parse().unwrap(), &asked, &json!({}));
        let nowhere = response.status() == 404 && response.into_body().into_bytes().starts_with(b"{\"message\"");
        // The sample names no layers.
        assert_eq!(nowhere, path.contains("nglayers"), "{method} {asked}");
        if path.contains("/v:ver/") {
            continue;
        }
        let name: String = path
            .split("/:")
            .map(|part| part.to_owned())
            .enumerate()
            .map(|(at, part)| {
                let end = part.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(part.len());
                if at == 0 { part } else { format!("/{{{}}}{}", &part[..end], &part[end..]) }
            })
            .collect();
        let of_path = &document["paths"][name.as_str()];
        let operation = &of_path[method.to_lowercase().as_str()];
        assert!(
            !text(&operation["summary"]).is_empty() && operation["responses"]["200"].as_mapping().is_some(),
            "{name}"
        );
        // Each part of the path is a parameter that must be given.
        let parts: BTreeSet<&str> = name.split('{').skip(1).map(|part| part.split('}').next().unwrap()).collect();
        let parameters = operation["parameters"].as_vec().unwrap().iter();
        let in_path = parameters.filter(|parameter| text(&parameter["in"]) == "path");
        let required: BTreeSet<&str> = in_path
            .filter(|parameter| parameter["required"].as_bool() == Some(true))
            .map(|p| text(&p["name"]))
            .collect();
        assert_eq!(required, parts, "{name}");
        described.insert(name);
    }
    let names: BTreeSet<String> = paths.keys().map(|name| text(name).to_owned()).collect();
    assert_eq!(names, described, "nothing else is described");

    let operations = paths.values().flat_map(|path| path.as_mapping().unwrap().values());
    let ids: Vec<&str> = operations.map(|operation| text(&operation["operationId"])).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    let mut found = BTreeSet::new();
    references(document, &mut found);
    let kept: BTreeSet<String> = document["components"]["schemas"]
        .as_mapping()
        .unwrap()
        .keys()
        .map(|name| format!("#/components/schemas/{}", text(name)))
        .collect();
    assert_eq!(found, kept, "what is referred to is there, and is used");
    let body = &document["paths"]["/api/npexplorer/findneurons"]["post"]["requestBody"]["content"]["application/json"];
    assert_eq!(text(&body["schema"]["properties"]["statuses"]["items"]["type"]), "string");
}

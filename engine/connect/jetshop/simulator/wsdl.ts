// The WSDL of the simulated service: its eight operations, made from the same table that requests
// are checked by.
import { OPERATIONS, TYPES, type Members } from './types.js'

const NAMESPACE = 'WebServiceProvider'

/** The service description at that address. */
export function wsdlOf(url: string): string {
  const names = Object.keys(OPERATIONS)
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<wsdl:definitions xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"' +
    ` xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:tns="${NAMESPACE}" targetNamespace="${NAMESPACE}">` +
    `<wsdl:types><s:schema elementFormDefault="qualified" targetNamespace="${NAMESPACE}">${schema()}</s:schema></wsdl:types>` +
    names.map(messages).join('') +
    `<wsdl:portType name="WebServiceSoap">${names.map(portOperation).join('')}</wsdl:portType>` +
    `<wsdl:binding name="WebServiceSoap12" type="tns:WebServiceSoap">` +
    '<soap12:binding transport="http://schemas.xmlsoap.org/soap/http" />' +
    `${names.map(bindingOperation).join('')}</wsdl:binding>` +
    '<wsdl:service name="WebService"><wsdl:port name="WebServiceSoap12" binding="tns:WebServiceSoap12">' +
    `<soap12:address location="${url}" /></wsdl:port></wsdl:service></wsdl:definitions>`
  )
}

function schema(): string {
  const elements = Object.entries(OPERATIONS).map(
    ([name, members]) =>
      `<s:element name="${name}"><s:complexType>${sequence(members)}</s:complexType></s:element>` +
      `<s:element name="${name}Response"><s:complexType><s:sequence>` +
      `<s:element minOccurs="0" maxOccurs="1" name="${name}Result"><s:complexType><s:sequence>` +
      '<s:any minOccurs="0" maxOccurs="unbounded" /></s:sequence></s:complexType></s:element>' +
      '</s:sequence></s:complexType></s:element>',
  )
  const types = Object.entries(TYPES).map(
    ([name, members]) => `<s:complexType name="${name}">${sequence(members)}</s:complexType>`,
  )
  const lists = [...listTypes()].map(
    (item) =>
      `<s:complexType name="ArrayOf${capital(item)}"><s:sequence><s:element minOccurs="0" maxOccurs="unbounded" name="${item}"` +
      ` nillable="true" type="${typeName(item)}" /></s:sequence></s:complexType>`,
  )
  return [...elements, ...types, ...lists].join('')
}

function sequence(members: Members): string {
  const elements = Object.entries(members).map(([name, type]) => {
    const nillable = type.endsWith('?') ? ' nillable="true"' : ''
    return `<s:element minOccurs="0" maxOccurs="1" name="${name}"${nillable} type="${typeName(type)}" />`
  })
  return `<s:sequence>${elements.join('')}</s:sequence>`
}

function typeName(type: string): string {
  if (type.endsWith('[]')) return `tns:ArrayOf${capital(type.slice(0, -2))}`
  const plain = type.replace('?', '')
  if (plain === 'any') return 's:anyType'
  return TYPES[plain] ? `tns:${plain}` : `s:${plain}`
}

function listTypes(): Set<string> {
  const all = [...Object.values(OPERATIONS), ...Object.values(TYPES)].flatMap((members) =>
    Object.values(members),
  )
  return new Set(all.filter((type) => type.endsWith('[]')).map((type) => type.slice(0, -2)))
}

function messages(name: string): string {
  return (
    `<wsdl:message name="${name}SoapIn"><wsdl:part name="parameters" element="tns:${name}" /></wsdl:message>` +
    `<wsdl:message name="${name}SoapOut"><wsdl:part name="parameters" element="tns:${name}Response" /></wsdl:message>`
  )
}

function portOperation(name: string): string {
  return (
    `<wsdl:operation name="${name}"><wsdl:input message="tns:${name}SoapIn" />` +
    `<wsdl:output message="tns:${name}SoapOut" /></wsdl:operation>`
  )
}

function bindingOperation(name: string): string {
  return (
    `<wsdl:operation name="${name}"><soap12:operation soapAction="${NAMESPACE}/${name}" style="document" />` +
    '<wsdl:input><soap12:body use="literal" /></wsdl:input><wsdl:output><soap12:body use="literal" /></wsdl:output></wsdl:operation>'
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
